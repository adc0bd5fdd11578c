package dev.nearfield.cli;

import dev.nearfield.eval.experiment.DatedResults;
import dev.nearfield.eval.experiment.PublishedFigure;
import dev.nearfield.eval.experiment.PublishedFigures;
import dev.nearfield.eval.experiment.Workplace;
import dev.nearfield.eval.report.Provenance;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield published}: measures the figures that pages state. */
@Command(
    name = "published",
    mixinStandardHelpOptions = true,
    description =
        "Measures all figures that a file lists, on collections that are made for it, and exits"
            + " with 1 when one is outside its tolerance. The table is kept in the folder results"
            + " beside the file, by date.",
    footer = {
      "",
      "Examples:",
      "  nearfield published",
      "  nearfield published eval/published.yaml"
    })
final class PublishedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "eval/published.yaml",
      description =
          "The figures and the experiments that measure them (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("eval/published.yaml");

  @Override
  public Integer call() {
    PublishedFigures figures = PublishedFigures.read(file, System.getenv());
    List<PublishedFigure.Check> checks;
    try (var progress = new ExperimentProgress(spec.commandLine().getErr())) {
      checks = figures.check(Workplace.in(data.folder), progress);
    }
    long outside = checks.stream().filter(check -> !check.holds()).count();
    String table = PublishedFigures.toMarkdown(checks);
    Path kept =
        DatedResults.beside(file)
            .keep("published", provenance(), table, PublishedFigures.toJsonLines(checks));
    spec.commandLine()
        .getOut()
        .printf(
            "%s%n%d figures, %d outside their tolerance; kept as %s%n",
            table, checks.size(), outside, kept);
    return outside == 0 ? 0 : 1;
  }

  private Provenance provenance() {
    List<String> command = new ArrayList<>(List.of("nearfield"));
    command.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return Provenance.of(Clock.systemUTC(), command, List.of());
  }
}
