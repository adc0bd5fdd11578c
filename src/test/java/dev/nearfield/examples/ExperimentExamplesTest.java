package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.eval.experiment.DatedResults;
import dev.nearfield.eval.experiment.Experiment;
import dev.nearfield.eval.experiment.ExperimentEvent;
import dev.nearfield.eval.experiment.ExperimentReport;
import dev.nearfield.eval.experiment.ExperimentRun;
import dev.nearfield.eval.experiment.IndexSettings;
import dev.nearfield.eval.experiment.PublishedFigure;
import dev.nearfield.eval.experiment.PublishedFigures;
import dev.nearfield.eval.experiment.SearchSettings;
import dev.nearfield.eval.experiment.Stacking;
import dev.nearfield.eval.experiment.SystemOutcome;
import dev.nearfield.eval.experiment.SystemSettings;
import dev.nearfield.eval.experiment.Workplace;
import dev.nearfield.eval.report.Provenance;
import dev.nearfield.search.SearchMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Measuring many systems, on the set that the project ships. */
final class ExperimentExamplesTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void settingsMakeASystem() {
    // @start region="settings"
    SystemSettings told =
        SystemSettings.parse(
            "small", Map.of("mode", "vector", "chunker", "sentences", "size", "128"));
    SystemSettings made =
        new SystemSettings(
            "small",
            IndexSettings.DEFAULT.chunker("sentences(max=128,overlap=0)"),
            SearchSettings.of(SearchMode.VECTOR));
    System.out.println(told.equals(made));
    // @end
    assertEquals("true\n", printed.take());
  }

  @Test
  void anExperimentIsRun() {
    Path file = PROJECT.resolve("eval/fieldnotes.yaml");
    Workplace workplace =
        new Workplace(folder, model -> new HashingEmbedder(64), folder.resolve("results"), true);
    // @start region="experiment"
    Experiment experiment = Experiment.read(file, System.getenv());
    ExperimentReport report =
        ExperimentRun.of(
            experiment,
            workplace, // Workplace.in(Path.of("index-data")), for one
            event -> {
              if (event instanceof ExperimentEvent.Measured measured) {
                System.out.println(measured.outcome().result().system());
              }
            });
    for (SystemOutcome outcome : report.outcomes()) {
      System.out.println(outcome.index().chunks() + " chunks, " + outcome.result().scores());
    }
    // @end
    // @start region="report"
    System.out.print(report.toMarkdown());
    List<String> command = List.of("nearfield", "experiment", "eval/fieldnotes.yaml");
    Provenance provenance = Provenance.of(Clock.systemUTC(), command, report.models());
    new DatedResults(folder.resolve("results"))
        .keep("fieldnotes", provenance, report.toMarkdown(), report.toJsonLines(provenance));
    // @end
    String text = printed.take();
    assertTrue(text.startsWith("keyword\nvector\n"), text);
    assertTrue(text.contains("| keyword "), text);
  }

  @Test
  void documentsAreStacked() {
    // @start region="stacking"
    Stacking volumes = new Stacking(Stacking.Form.HEADINGS, 2_000, 20, 20);
    // @end
    assertEquals("headings-2000-20-20", volumes.toString());
  }

  @Test
  void figuresArePublished() throws IOException {
    Path figures = folder.resolve("figures.yaml");
    Files.writeString(
        figures,
        """
        tolerance: 0.001
        experiments:
          - file: %s
            pages: [README.md]
            figures:
              keyword: {nDCG@10: .6339}
        """
            .formatted(PROJECT.resolve("eval/fieldnotes.yaml").toAbsolutePath()));
    Workplace workplace =
        new Workplace(folder, model -> new HashingEmbedder(64), folder.resolve("results"), true);
    // @start region="published"
    PublishedFigures published = PublishedFigures.read(figures, System.getenv());
    for (PublishedFigure.Check check : published.check(workplace, event -> {})) {
      System.out.println(check.figure().stated() + (check.holds() ? " holds" : " is outside"));
    }
    // @end
    assertEquals(".6339 holds\n", printed.take());
  }
}
