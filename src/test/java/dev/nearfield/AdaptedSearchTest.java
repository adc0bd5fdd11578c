package dev.nearfield;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.AdapterOrigin;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.Backups;
import dev.nearfield.transfer.JsonLinesExport;
import dev.nearfield.transfer.JsonLinesImport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection with a query adapter that turns questions around: the farthest become nearest. */
final class AdaptedSearchTest {
  private static final int DIMENSION = 32;
  private static final SearchRequest ASK = SearchRequest.vector("red apple");

  private final HashingEmbedder embedder = new HashingEmbedder(DIMENSION);

  @TempDir private Path folder;

  private static QueryAdapter turning(HashingEmbedder embedder) {
    float[] weights = new float[DIMENSION * DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      weights[i * DIMENSION + i] = -2;
    }
    AdapterOrigin origin =
        new AdapterOrigin(Instant.EPOCH, "set/train", 20, 1, 1, "hybrid nDCG@10", 20, 0.1, 0.2);
    return new QueryAdapter(embedder.identity(), origin, weights);
  }

  private VectorStore open(Path path) {
    return VectorStore.open(path, embedder);
  }

  private Path filled() {
    Path path = folder.resolve("store");
    try (VectorStore store = open(path)) {
      store.add(SourceDocument.of("red", "red apple"));
      store.add(SourceDocument.of("green", "green apple"));
      store.add(SourceDocument.of("sea", "salt water"));
    }
    return path;
  }

  private static String last(List<Hit> hits) {
    return hits.getLast().documentId();
  }

  @Test
  void theTextsThatAreAskedAreAdaptedAndNothingElse() {
    try (VectorStore store = open(filled())) {
      EmbeddedDocument before = embedded(store);
      Hit plain = store.search(ASK).list().getFirst();
      store.adapt(turning(embedder));
      List<Hit> hits = store.search(ASK).list();
      assertEquals("red", last(hits));
      assertEquals(2 - plain.distance(), hits.getLast().distance(), 1e-6);
      assertEquals("red", store.search(ASK.withoutAdapter()).list().getFirst().documentId());
      assertEquals(0.0, store.search(ASK.withoutAdapter()).list().getFirst().distance(), 1e-6);

      Embedding given = embedder.embedQuery("red apple");
      assertEquals("red", store.search(SearchRequest.vector(given)).list().getFirst().documentId());
      assertEquals(
          "red",
          store.search(SearchRequest.hybrid("red apple", given)).list().getFirst().documentId());
      try (Snapshot now = store.snapshot()) {
        assertEquals("green", now.moreLike("red", ASK).list().getFirst().documentId());
      }
      store.add(SourceDocument.of("more", "red apple pie"));
      assertEquals(before, embedded(store));
      assertEquals(3 + 1, store.count());
    }
  }

  private static EmbeddedDocument embedded(VectorStore store) {
    try (Snapshot now = store.snapshot()) {
      return now.getEmbedded("red").orElseThrow();
    }
  }

  @Test
  void itIsOnePartOfTheCollectionThroughCommitsBackupsAndExports() {
    Path path = filled();
    QueryAdapter adapter = turning(embedder);
    try (VectorStore store = open(path)) {
      store.adapt(adapter);
      store.backup(folder.resolve("backups"));
    }
    assertAdapted(path, adapter);
    Path restored = folder.resolve("restored");
    Backups.restore(Backups.in(folder.resolve("backups")).list().getFirst().path(), restored);
    assertAdapted(restored, adapter);
    Path lines = folder.resolve("all.jsonl");
    Path imported = folder.resolve("imported");
    JsonLinesExport.write(path, lines);
    JsonLinesImport.read(lines, imported);
    assertAdapted(imported, adapter);
    try (VectorStore store = open(path)) {
      store.removeAdapter();
      assertEquals("red", store.search(ASK).list().getFirst().documentId());
    }
    try (Snapshot now = Snapshot.open(path, embedder)) {
      assertFalse(now.adapter().isPresent());
    }
  }

  private void assertAdapted(Path path, QueryAdapter adapter) {
    try (Snapshot now = Snapshot.open(path, embedder)) {
      QueryAdapter found = now.adapter().orElseThrow();
      assertEquals(adapter.hash(), found.hash());
      assertSame(found, now.adapter().orElseThrow(), "read once a view");
      assertEquals("red", last(now.search(ASK).list()));
    }
  }

  @Test
  void oneOfAnotherModelIsRefusedWhereverItComesFrom() {
    QueryAdapter other = turning(new HashingEmbedder("other", DIMENSION));
    try (VectorStore store = open(filled())) {
      ModelMismatchException refused =
          assertThrows(ModelMismatchException.class, () -> store.adapt(other));
      assertTrue(String.valueOf(refused.getMessage()).contains("trained for other"));
      assertEquals("red", store.search(ASK).list().getFirst().documentId());
      store.attach(QueryAdapter.ATTACHMENT, other.toBytes());
      assertThrows(ModelMismatchException.class, () -> store.search(ASK));
    }
  }

  @Test
  void aDamagedOneIsToldWhenATextIsAskedAndCanBeRemoved() {
    try (VectorStore store = open(filled())) {
      store.attach(
          QueryAdapter.ATTACHMENT, "not an adapter, but a long enough text".getBytes(UTF_8));
      StorageException told = assertThrows(StorageException.class, () -> store.search(ASK));
      assertTrue(String.valueOf(told.getMessage()).contains("it is none"), told.getMessage());
      assertEquals("red", store.search(ASK.withoutAdapter()).list().getFirst().documentId());
      store.removeAdapter();
      assertEquals("red", store.search(ASK).list().getFirst().documentId());
    }
  }
}
