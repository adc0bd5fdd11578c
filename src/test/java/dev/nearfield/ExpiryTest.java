package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Hit;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.transfer.JsonLinesExport;
import dev.nearfield.transfer.JsonLinesImport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that has expired is nowhere to be seen, purged or not. */
final class ExpiryTest {
  private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant JUST_BEFORE = END.minusNanos(1_000);

  private final HashingEmbedder embedder = new HashingEmbedder(16);

  @TempDir private Path root;
  private Instant now = END.minusSeconds(60);

  private final StoreOptions options =
      StoreOptions.defaults().clock(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  private VectorStore filled() {
    VectorStore store = VectorStore.open(root.resolve("c"), embedder, options);
    store.add(document("stays", null));
    store.add(document("later", END.plusSeconds(60)));
    store.add(document("short", END));
    return store;
  }

  private static SourceDocument document(String id, @Nullable Instant expires) {
    return SourceDocument.of(id, "shared words of " + id, Metadata.of("kind", id))
        .withSource("shelf")
        .withExpires(expires);
  }

  @Test
  void everyWayOfAskingObeysTheClock() {
    try (VectorStore store = filled();
        Snapshot early = store.snapshot()) {
      now = JUST_BEFORE;
      assertSeen(store, early, Set.of("stays", "later", "short"));
      now = END;
      assertSeen(store, early, Set.of("stays", "later"));
      now = END.plusSeconds(60);
      assertSeen(store, early, Set.of("stays"));
      now = JUST_BEFORE;
      assertSeen(store, early, Set.of("stays", "later", "short"));
    }
  }

  @Test
  void whatIsPurgedDoesNotComeBackWhenTheClockIsSetBack() {
    try (VectorStore store = filled()) {
      now = JUST_BEFORE;
      assertEquals(0, expired(store));
      assertEquals(0, store.purgeExpired());
      now = END;
      assertEquals(1, expired(store));
      assertEquals(1, store.purgeExpired());
      assertEquals(0, expired(store));
      assertEquals(0, store.purgeExpired());
      now = JUST_BEFORE;
      try (Snapshot later = store.snapshot()) {
        assertSeen(store, later, Set.of("stays", "later"));
      }
    }
    now = END.minusSeconds(60);
    try (VectorStore again = VectorStore.open(root.resolve("c"), embedder, options)) {
      assertEquals(2, again.count());
    }
  }

  private static int expired(VectorStore store) {
    try (Snapshot snapshot = store.snapshot()) {
      return snapshot.expiredCount();
    }
  }

  @Test
  void anExpiredDocumentCanBeAddedAnew() {
    try (VectorStore store = filled()) {
      now = END;
      assertFalse(store.update("short", Metadata.of("kind", "changed")));
      assertEquals(1, store.add(document("short", END.plusSeconds(9))).embedded());
      assertTrue(store.get("short").isPresent());
      assertEquals(0, store.purgeExpired());
    }
  }

  @Test
  void anExportLeavesOutWhatHasExpired() {
    filled().close();
    Path file = root.resolve("all.jsonl");
    assertEquals(
        2,
        JsonLinesExport.write(root.resolve("c"), file, Clock.fixed(END, ZoneOffset.UTC))
            .documents());
    JsonLinesImport.read(file, root.resolve("copy"));
    try (VectorStore copy = VectorStore.open(root.resolve("copy"), embedder, options)) {
      now = JUST_BEFORE;
      assertEquals(2, copy.count());
      assertEquals(END.plusSeconds(60), copy.get("later").orElseThrow().expires());
    }
  }

  /** The snapshot was taken before anything expired, and looks at the clock all the same. */
  private void assertSeen(VectorStore store, Snapshot early, Set<String> ids) {
    try (Snapshot current = store.snapshot()) {
      for (Snapshot snapshot : List.of(early, current)) {
        assertSeen(snapshot, ids);
      }
    }
    for (String id : List.of("stays", "later", "short")) {
      assertEquals(ids.contains(id), store.get(id).isPresent());
    }
    assertEquals(ids.size(), store.count());
  }

  private void assertSeen(Snapshot snapshot, Set<String> ids) {
    Set<String> sorted = new TreeSet<>(ids);
    for (SearchMode mode : SearchMode.values()) {
      SearchRequest ask = SearchRequest.of(mode, "shared words");
      assertEquals(sorted, found(snapshot, ask), mode.toString());
      assertEquals(sorted, found(snapshot, ask.where(Filters.eq(Key.SOURCE, "shelf"))));
      assertEquals(
          sorted,
          snapshot.rank(ask).stream()
              .map(chunk -> chunk.documentId())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertEquals(sorted, ids(snapshot.list(null, 10)));
    assertEquals(sorted, ids(snapshot.list(Filters.exists("kind"), null, 10)));
    assertEquals(sorted, ids(snapshot.containing("SHARED", true, 10)));
    assertEquals(ids.size(), snapshot.count());
    assertEquals(ids.size(), snapshot.count(Filters.eq(Key.SOURCE, "shelf")));
    assertEquals(ids.size(), snapshot.chunkCount());
    assertEquals(
        sorted,
        snapshot.values(Key.metadata("kind")).keySet().stream()
            .map(value -> ((MetadataValue.StringValue) value).value())
            .collect(Collectors.toCollection(TreeSet::new)));
    for (String id : List.of("stays", "later", "short")) {
      boolean there = ids.contains(id);
      assertEquals(there, snapshot.get(id).isPresent());
      assertEquals(there, snapshot.getEmbedded(id).isPresent());
      assertEquals(there ? 1 : 0, snapshot.chunks(id).size());
      assertEquals(there ? 1 : 0, snapshot.neighbours(id, 0, 3).size());
      assertEquals(there, likes(snapshot, id, sorted));
    }
  }

  /** Whether something can be like a document; what is like it has not expired. */
  private static boolean likes(Snapshot snapshot, String id, Set<String> ids) {
    try {
      Set<String> found =
          snapshot.moreLike(id, SearchRequest.vector("unused")).stream()
              .map(Hit::documentId)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> others = new TreeSet<>(ids);
      others.remove(id);
      assertEquals(others, found);
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static Set<String> found(Snapshot snapshot, SearchRequest ask) {
    return snapshot.search(ask).stream()
        .map(Hit::documentId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ids(List<SourceDocument> documents) {
    return documents.stream()
        .map(SourceDocument::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
