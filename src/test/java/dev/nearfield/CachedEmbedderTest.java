package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StoreClosedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachedEmbedderTest {
  private final HashingEmbedder hashing = new HashingEmbedder(16);

  @TempDir private Path folder;

  private CachedEmbedder cached() {
    return Embedders.cached(hashing, folder.resolve("cache"));
  }

  @Test
  void onlyWhatIsMissingIsEmbeddedAndTheOrderIsKept() {
    try (CachedEmbedder embedder = cached()) {
      embedder.embedDocuments(List.of("one", "two"));
      List<String> mixed = List.of("three", "two", "three", "four", "one", "two");
      assertEquals(plain(mixed), embedder.embedDocuments(mixed));
      assertEquals(4, hashing.embeddedDocuments());
      assertEquals(new CacheStatistics(4, 4), embedder.statistics());
    }
    try (CachedEmbedder again = cached()) {
      assertEquals(plain(List.of("four")), again.embedDocuments(List.of("four")));
      assertEquals(List.of(), again.embedDocuments(List.of()));
      assertEquals(new CacheStatistics(1, 0), again.statistics());
    }
    assertEquals(4, hashing.embeddedDocuments());
  }

  private List<Embedding> plain(List<String> texts) {
    return texts.stream().map(hashing::embedQuery).toList();
  }

  @Test
  void questionsAreNotKept() {
    try (CachedEmbedder embedder = cached()) {
      assertEquals(hashing.embedQuery("one"), embedder.embedQuery("one"));
      embedder.embedDocuments(List.of("one"));
      assertEquals(new CacheStatistics(0, 1), embedder.statistics());
    }
  }

  @Test
  void theRealModelGivesTheSameToTheBit() {
    List<String> texts =
        List.of("Refunds are paid within 30 days.", "Zürich 北京 😀", "word ".repeat(400), ".");
    try (Embedder model = Embedders.lazy(Embedders.DEFAULT_MODEL)) {
      List<Embedding> without = model.embedDocuments(texts);
      for (int round = 0; round < 2; round++) {
        Embedder own = Embedders.lazy(Embedders.DEFAULT_MODEL);
        try (CachedEmbedder embedder = Embedders.cached(own, folder.resolve("real"))) {
          assertEquals(without, embedder.embedDocuments(texts));
          assertEquals(round == 0 ? 4 : 0, embedder.statistics().embedded());
        }
      }
    }
  }

  @Test
  void aCollectionMadeAnewOrCutOtherwiseEmbedsNothingTwice() {
    List<SourceDocument> documents =
        IntStream.range(0, 50)
            .mapToObj(i -> SourceDocument.of("d" + i, "First part " + i + ".\n\nSecond."))
            .toList();
    try (CachedEmbedder embedder = cached()) {
      for (String name : List.of("a", "b")) {
        StoreOptions paragraphs = StoreOptions.defaults().chunker(Chunkers.paragraphs(100));
        try (VectorStore store = VectorStore.open(folder.resolve(name), embedder, paragraphs)) {
          assertEquals(100, store.addAll(documents.stream()).chunks());
        }
      }
      assertEquals(new CacheStatistics(149, 51), embedder.statistics());
      assertEquals(51, hashing.embeddedDocuments());
    }
  }

  @Test
  void manyThreadsGetTheirOwnEmbeddings() throws Exception {
    try (CachedEmbedder embedder = cached();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> work = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int first = thread * 100;
        work.add(
            threads.submit(
                () -> {
                  for (int from = first; from < first + 1_000; from += 50) {
                    List<String> texts =
                        IntStream.range(from, from + 50).mapToObj(i -> "text " + i).toList();
                    assertEquals(plain(texts), embedder.embedDocuments(texts));
                  }
                }));
      }
      for (Future<?> one : work) {
        one.get();
      }
      assertEquals(8_000, embedder.statistics().found() + embedder.statistics().embedded());
    }
  }

  @Test
  void aModelThatFailsOrMiscountsLeavesNothing() {
    try (CachedEmbedder embedder = cached()) {
      assertThrows(EmbeddingException.class, () -> embedder.embedDocuments(List.of("good", " ")));
      assertEquals(new CacheStatistics(0, 0), embedder.statistics());
    }
    Embedder silent = new SilentEmbedder(hashing);
    try (CachedEmbedder embedder = Embedders.cached(silent, folder.resolve("silent"))) {
      var error =
          assertThrows(EmbeddingException.class, () -> embedder.embedDocuments(List.of("a", "b")));
      assertEquals(
          "The embedder of hashing gave 0 embeddings for 2 texts. Mend the embedder; nothing of"
              + " these texts was kept.",
          error.getMessage());
    }
  }

  @Test
  void closingClosesTheModelToo() {
    Embedder model = Embedders.lazy(Embedders.DEFAULT_MODEL);
    CachedEmbedder embedder = Embedders.cached(model, folder.resolve("real"));
    embedder.close();
    embedder.close();
    assertThrows(StoreClosedException.class, () -> model.embedQuery("one"));
    assertThrows(StoreClosedException.class, () -> embedder.embedDocuments(List.of("one")));
  }
}
