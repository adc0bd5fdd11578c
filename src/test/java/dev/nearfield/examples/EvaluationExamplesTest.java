package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Embedders;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Latency;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.Query;
import dev.nearfield.eval.Run;
import dev.nearfield.eval.ScoredDocument;
import dev.nearfield.eval.Scores;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.eval.Significance;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.eval.UnknownIds;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Measuring answers, on the set that the project ships. */
final class EvaluationExamplesTest {
  private static final Path SET =
      Path.of(System.getProperty("project.dir", "."), "eval", "fieldnotes");

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void aDatasetIsRead() {
    // @start region="dataset"
    BeirDataset dataset = BeirDataset.open(SET);
    try (Stream<SourceDocument> documents = dataset.documents()) {
      System.out.println(dataset.name() + ", " + documents.count() + " documents");
    }
    // @end
    assertEquals("fieldnotes, 128 documents\n", printed.take());
    // @start region="queries"
    List<Query> queries = dataset.queries("test"); // those that the split judges
    Qrels qrels = dataset.qrels("test");
    UnknownIds unknown = dataset.unknownIds("test"); // judged, and not in the set
    // @end
    assertEquals(40, queries.size());
    assertEquals(132, qrels.size());
    assertTrue(unknown.isEmpty());
  }

  @Test
  void systemsAreCompared() throws IOException {
    Path file = folder.resolve("report.json");
    // @start region="evaluate"
    BeirDataset dataset = BeirDataset.open(SET);
    Measure ndcg = Measure.parse("nDCG@10");
    Evaluation evaluation =
        new Evaluation(dataset.queries("test"), dataset.qrels("test"), List.of(ndcg), false);
    List<SearchSystem> systems =
        List.of(
            new SearchSystem("words", SearchRequest::keyword),
            new SearchSystem("both", text -> SearchRequest.hybrid(text).limit(100)));
    try (BeirIndex index =
        BeirIndex.open(dataset, folder.resolve("index"), Embedders.load("all-minilm-l6-v2"))) {
      index.update(progress -> {});
      EvaluationReport report = index.evaluate("test", evaluation, systems);
      report.writeJson(file);

      SystemResult words = report.results().get(0);
      SystemResult both = report.results().get(1);
      Significance gain = Significance.of(both.scores(), words.scores(), ndcg);
      Latency latency = both.latency();
      System.out.printf("%+.3f, p = %.3f%n", gain.difference(), gain.p());
      System.out.printf("%.1f ms at the median, %.1f ms%n", latency.p50(), latency.p99());
    }
    // @end
    String told = printed.take();
    assertTrue(told.startsWith("+0"), told);
    assertTrue(told.endsWith(" ms\n"), told);
    assertTrue(Files.readString(file).contains("\"nDCG@10\""));
  }

  @Test
  void judgementsAndAnswersMayComeFromAnywhere() {
    Path file = folder.resolve("run.txt");
    // @start region="scores"
    Qrels qrels = Qrels.builder().add("q1", "refunds", 2).add("q2", "parcels", 1).build();
    Run run =
        Run.builder()
            .add("q1", "parcels", 0.9)
            .add("q1", "refunds", 0.8)
            .add("q2", "parcels", 0.7)
            .build();
    Measure reciprocalRank = Measure.parse("MRR@10");
    Scores scores = Scores.of(qrels, run, reciprocalRank, Measure.of(Measure.Kind.RECALL, 5));
    double mean = scores.mean(reciprocalRank); // (1/2 + 1/1) / 2
    // @end
    assertEquals(0.75, mean);
    // @start region="run"
    run.writeTrec(file, "my-system"); // lines of qid Q0 docid rank score tag
    Run same = Run.readTrec(file);
    ScoredDocument best = same.answer("q1").getFirst();
    // @end
    assertEquals(run, same);
    assertEquals("parcels", best.documentId());
  }
}
