package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.Tuning;
import dev.nearfield.eval.TuningGrid;
import dev.nearfield.eval.TuningResult;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Settings that a collection keeps. */
final class TuningExamplesTest {
  private static final Path SET =
      Path.of(System.getProperty("project.dir", "."), "eval", "fieldnotes");

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

  @Test
  void settingsAreChosenOnQuestions() {
    BeirDataset dataset = BeirDataset.open(SET);
    Evaluation questions =
        new Evaluation(
            dataset.queries("test"), dataset.qrels("test"), Evaluation.DEFAULT_MEASURES, false);
    try (VectorStore store = VectorStore.open(folder, embedder);
        Stream<SourceDocument> documents = dataset.documents()) {
      store.addAll(documents);
      // @start region="tune"
      TuningGrid grid =
          new TuningGrid(
              TuningGrid.bm25(List.of(0.9, 1.2), List.of(0.4, 0.75)),
              List.of(0.1, 0.3, 0.5, 0.7),
              List.of(60),
              List.of(100, 200));
      try (Snapshot now = store.snapshot()) {
        TuningResult result = Tuning.on(questions).grid(grid).run(now);
        System.out.println(result.questions() + " questions, " + result.settings() + " settings");
        double gained = result.gain().difference(); // on questions without a part in the choice
        double p = result.gain().p();
        store.searchDefaults(result.chosen());
        // @end
        assertEquals("40 questions, 64 settings\n", printed.take());
        assertTrue(p > 0 && Math.abs(gained) < 1, result.toString());
        assertEquals(result.chosen(), store.searchDefaults());
      }
    }
  }
}
