package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code on the evaluation page is the code of this test. */
final class EvaluationPageTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @Test
  void exampleGivesWhatItSays(@TempDir Path folder) {
    Path file = folder.resolve("run.txt");
    Run.builder().add("q01", "bread-proofing", 1).build().writeTrec(file, "tag");

    // example
    BeirDataset dataset = BeirDataset.open(Path.of("eval/fieldnotes"));
    Qrels qrels = dataset.qrels("test");
    Run run = Run.readTrec(file);
    Measure ndcg = Measure.parse("nDCG@10");
    Scores scores = Scores.of(qrels, run, ndcg, Measure.parse("R@100"));
    double mean = scores.mean(ndcg);
    Map<String, Double> perQuery = scores.perQuery(ndcg);
    List<String> unanswered = scores.unansweredQueries();
    // end

    assertEquals(40, perQuery.size());
    assertEquals(39, unanswered.size());
    assertEquals(perQuery.getOrDefault("q01", 0.0) / 40, mean, 1e-12);
    assertTrue(mean > 0);
  }

  @Test
  void exampleOnThePageIsThisOne() throws IOException {
    String source =
        Files.readString(
            PROJECT.resolve("src/test/java/dev/nearfield/eval/EvaluationPageTest.java"));
    String example =
        source.split("    // example\n")[1].split("    // end\n")[0].stripTrailing().stripIndent();
    String page = Files.readString(PROJECT.resolve("src/site/markdown/evaluation.md"));
    assertTrue(page.contains("```java\n" + example + "\n```"), example);
  }
}
