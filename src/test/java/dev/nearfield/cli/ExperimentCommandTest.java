package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments and published figures as commands, with the real model. */
final class ExperimentCommandTest {
  private static final Path EVAL = Path.of(System.getProperty("project.dir", "."), "eval");

  @TempDir private static Path data;

  private static CommandRun run(Object... arguments) {
    return CommandRun.of(arguments);
  }

  private static Path experiment() throws IOException {
    return Files.writeString(
        data.resolve("modes.yaml"),
        """
        dataset: %s
        measures: [nDCG@10, Overlap@10]
        baseline: hybrid
        grid: {mode: [keyword, vector, hybrid]}
        """
            .formatted(EVAL.resolve("fieldnotes").toAbsolutePath()));
  }

  @Test
  void anExperimentIsPrintedKeptAndCompared() throws IOException {
    Path json = data.resolve("modes.jsonl");
    Path report = data.resolve("modes.md");
    CommandRun first =
        run(
            "experiment",
            experiment(),
            "--data",
            data,
            "--json",
            json,
            "--keep",
            "--report",
            report);
    assertEquals(0, first.exitCode(), first.err());
    assertTrue(first.out().startsWith("modes: fieldnotes, split test, 40 queries"), first.out());
    assertTrue(first.out().contains("| keyword |   .6339 | -0.1890\\* "), first.out());
    assertTrue(first.out().contains("|  baseline |"), first.out());
    assertTrue(first.err().contains("3/3  hybrid  nDCG@10 0.8229"), first.err());

    List<String> lines = Files.readAllLines(json);
    assertEquals(3, lines.size());
    JsonNode vector = new ObjectMapper().readTree(lines.get(1));
    assertEquals("vector", vector.get("settings").get("mode").textValue());
    assertEquals(1.0, vector.get("measures").get("Overlap@10").doubleValue());
    assertTrue(vector.get("run").get("command").textValue().startsWith("nearfield experiment "));
    assertTrue(vector.get("run").has("processor"));
    assertEquals("vector", vector.get("system").textValue());

    Path kept = data.resolve("results").resolve(LocalDate.now(ZoneOffset.UTC).toString());
    assertTrue(Files.readString(kept.resolve("modes.md")).contains("- Processor: "));
    assertEquals(3, Files.readAllLines(kept.resolve("modes.jsonl")).size());
    assertTrue(Files.readString(report).contains("## Differences"));

    CommandRun again = run("experiment", experiment(), "--data", data);
    assertTrue(again.err().contains("3/3  hybrid  nDCG@10 0.8229, measured before"), again.err());
  }

  @Test
  void aFigureOutsideItsToleranceFails() throws IOException {
    experiment();
    Path figures = data.resolve("figures.yaml");
    String yaml =
        """
        tolerance: 0.0005
        experiments:
          - file: modes.yaml
            pages: [README.md]
            figures:
              keyword: {nDCG@10: .6339, chunks: 128}
        """;
    Files.writeString(figures, yaml);
    CommandRun held = run("published", figures, "--data", data);
    assertEquals(0, held.exitCode(), held.err());
    assertTrue(held.out().contains("2 figures, 0 outside their tolerance"), held.out());

    Files.writeString(figures, yaml.replace(".6339", ".6345"));
    CommandRun outside = run("published", figures, "--data", data);
    assertEquals(1, outside.exitCode(), outside.out());
    assertTrue(outside.out().contains("OUTSIDE"), outside.out());
    assertTrue(outside.out().contains("2 figures, 1 outside their tolerance"), outside.out());

    Files.writeString(figures, yaml.replace("keyword:", "words:"));
    CommandRun unknown = run("published", figures, "--data", data);
    assertEquals(1, unknown.exitCode());
    assertTrue(unknown.err().contains("has no system 'words'"), unknown.err());
  }

  @Test
  void aReportIsOfOneExperiment() throws IOException {
    CommandRun two =
        run("experiment", experiment(), experiment(), "--report", "x.md", "--data", data);
    assertEquals(2, two.exitCode());
    assertTrue(two.err().contains("A report is of one experiment, and there are 2."), two.err());
  }
}
