package dev.nearfield.cli;

import dev.nearfield.eval.experiment.Experiment;
import dev.nearfield.eval.experiment.ExperimentReport;
import dev.nearfield.eval.experiment.ExperimentRun;
import dev.nearfield.eval.experiment.Workplace;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield experiment}: measures many systems over one question set. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    description =
        "Measures the systems that a file describes over one question set, each with a collection"
            + " that suits it. A run that was stopped goes on where it was.",
    footer = {
      "",
      "Examples:",
      "  nearfield experiment eval/fieldnotes.yaml",
      "  nearfield experiment eval/chunks-headings.yaml --json chunks.jsonl"
    })
final class ExperimentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A YAML file with data set, measures and systems.")
  private List<Path> files = List.of();

  @Option(
      names = "--fresh",
      description = "Measures all systems anew, those too that an earlier run has measured.")
  private boolean fresh;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the outcomes, one JSON object a system and line.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    List<Experiment> experiments =
        files.stream().map(file -> Experiment.read(file, System.getenv())).toList();
    List<ExperimentReport> reports = new ArrayList<>();
    for (Experiment experiment : experiments) {
      ExperimentReport report = run(experiment);
      print(report);
      reports.add(report);
    }
    if (json != null) {
      write(json, reports);
    }
    return 0;
  }

  private ExperimentReport run(Experiment experiment) {
    Workplace workplace = Workplace.in(data.folder);
    Workplace where = fresh ? workplace.afresh() : workplace;
    try (var progress = new ExperimentProgress(spec.commandLine().getErr())) {
      return new ExperimentReport(experiment, ExperimentRun.of(experiment, where, progress));
    }
  }

  private void print(ExperimentReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %s, split %s, %d queries%n%n",
        report.experiment().name(),
        report.experiment().dataset().getFileName(),
        report.experiment().split(),
        report.results().getFirst().scores().queryIds().size());
    out.println(report.toMarkdown());
    out.flush();
  }

  private static void write(Path file, List<ExperimentReport> reports) {
    StringBuilder lines = new StringBuilder();
    reports.forEach(report -> lines.append(report.toJsonLines()));
    try {
      Files.writeString(
          file, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new StorageException("The outcomes cannot be written to " + file + ": " + e, e);
    }
  }
}
