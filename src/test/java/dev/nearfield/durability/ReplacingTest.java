package dev.nearfield.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that one thread replaces while another commits. */
final class ReplacingTest {
  private static final int ROUNDS = 60;
  private static final List<SourceDocument> VERSIONS =
      List.of(
          SourceDocument.of("a", "W1 w2 w3 w4. W5 w6 w7 w8."),
          SourceDocument.of("a", "W1 w2 w3 w4. W5 w6 w7 w8. W9 w10 w11 w12."));

  private final Embedder embedder = Plan.embedder();

  @TempDir private Path folder;

  @Test
  void everyCommitHoldsOneVersionWhole() throws Exception {
    try (VectorStore store = VectorStore.open(folder, embedder, Plan.OPTIONS);
        ExecutorService executor = Executors.newSingleThreadExecutor()) {
      store.add(VERSIONS.getFirst());
      Future<?> replacing = executor.submit(() -> replace(store));
      while (!replacing.isDone()) {
        store.commit();
        requireOneVersion();
      }
      replacing.get();
    }
    requireOneVersion();
  }

  private static void replace(VectorStore store) {
    for (int round = 0; round < ROUNDS; round++) {
      store.add(VERSIONS.get(round % VERSIONS.size()));
    }
  }

  private void requireOneVersion() {
    try (Snapshot snapshot = Snapshot.open(folder, embedder)) {
      assertEquals(1, snapshot.count());
      String text = snapshot.get("a").orElseThrow().text();
      int chunks = text.equals(VERSIONS.getFirst().text()) ? 2 : 3;
      assertEquals(chunks, snapshot.chunkCount());
      assertEquals(chunks, snapshot.chunks("a").size());
    }
  }
}
