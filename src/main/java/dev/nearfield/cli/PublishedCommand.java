package dev.nearfield.cli;

import dev.nearfield.eval.experiment.PublishedFigure;
import dev.nearfield.eval.experiment.PublishedFigures;
import dev.nearfield.eval.experiment.Workplace;
import java.io.PrintWriter;
import java.nio.file.Path;
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
            + " with 1 when one is outside its tolerance.",
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
      description = "The figures and the experiments that measure them (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("eval/published.yaml");

  @Override
  public Integer call() {
    PublishedFigures figures = PublishedFigures.read(file, System.getenv());
    List<PublishedFigure.Check> checks;
    try (var progress = new ExperimentProgress(spec.commandLine().getErr())) {
      checks = figures.check(Workplace.in(data.folder), progress);
    }
    long outside = checks.stream().filter(check -> !check.holds()).count();
    PrintWriter out = spec.commandLine().getOut();
    out.println(PublishedFigures.toMarkdown(checks));
    out.printf("%d figures, %d outside their tolerance%n", checks.size(), outside);
    return outside == 0 ? 0 : 1;
  }
}
