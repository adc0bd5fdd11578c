package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Settings that a collection keeps. */
final class TuningExamplesTest {
  private final Embedder embedder = new HashingEmbedder(32);

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void aCollectionKeepsItsSettings() {
    // @start region="defaults"
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      store.searchDefaults(new SearchDefaults(Fusion.minMax(0.4), 500, Bm25.LUCENE));
      System.out.println(store.searchDefaults()); // what a search does from now on
      store.searchDefaults(SearchDefaults.STANDARD);
    }
    // @end
    assertEquals("min-max 0.4, 500 candidates, BM25 k1 1.2 b 0.75\n", printed.take());
  }
}
