package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Embedders;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.eval.Comparison;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Interval;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.eval.SystemPair;
import dev.nearfield.eval.TestResult;
import dev.nearfield.eval.report.ComparisonReport;
import dev.nearfield.eval.report.DocumentTexts;
import dev.nearfield.eval.report.Provenance;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Comparing systems, on the set that the project ships. */
final class ComparisonExamplesTest {
  private static final Path SET =
      Path.of(System.getProperty("project.dir", "."), "eval", "fieldnotes");

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void systemsAreComparedAndReported() throws IOException {
    BeirDataset dataset = BeirDataset.open(SET);
    Measure ndcg = Measure.parse("nDCG@10");
    Evaluation evaluation =
        new Evaluation(
            dataset.queries("test"), dataset.qrels("test"), Evaluation.DEFAULT_MEASURES, false);
    List<SearchSystem> systems =
        List.of(
            new SearchSystem("words", Map.of("mode", "keyword"), SearchRequest::keyword),
            new SearchSystem("meaning", Map.of("mode", "vector"), SearchRequest::vector),
            new SearchSystem("both", Map.of("mode", "hybrid"), SearchRequest::hybrid));
    try (BeirIndex index =
        BeirIndex.open(dataset, folder.resolve("index"), Embedders.load("all-minilm-l6-v2"))) {
      index.update(progress -> {});
      EvaluationReport results = index.evaluate("test", evaluation, systems);
      // @start region="compare"
      Comparison comparison = Comparison.of(results.results(), ndcg, "words");
      for (SystemPair pair : comparison.pairs()) {
        Interval interval = pair.interval();
        TestResult test = pair.randomisation(); // corrected for the three pairs there are
        System.out.printf("%s - %s: %+.3f", pair.first(), pair.second(), pair.difference());
        System.out.printf(
            " [%.3f, %.3f], p %.3f%n", interval.low(), interval.high(), test.corrected());
      }
      // @end
      String told = printed.take();
      assertTrue(told.startsWith("meaning - words: +0"), told);
      assertEquals(3, told.lines().count(), told);

      // @start region="report"
      Provenance provenance =
          Provenance.of(
              Clock.systemUTC(), List.of("./measure.sh", "fieldnotes"), List.of(index.model()));
      ComparisonReport report =
          ComparisonReport.of(
              provenance, results, evaluation, ndcg, "words", DocumentTexts.of(dataset));
      report.findings().forEach(System.out::println);
      report.write(folder.resolve("report.html")); // or .json, or .md
      // @end
    }
    String told = printed.take();
    assertTrue(told.startsWith("meaning has the highest nDCG@10, 0."), told);
    assertTrue(told.contains("The fusion both loses to its part meaning: −0."), told);
    assertTrue(Files.readString(folder.resolve("report.html")).contains("./measure.sh fieldnotes"));
  }
}
