package dev.nearfield.cli;

import dev.nearfield.eval.experiment.DatedResults;
import dev.nearfield.eval.experiment.Experiment;
import dev.nearfield.eval.experiment.ExperimentReport;
import dev.nearfield.eval.experiment.ExperimentRun;
import dev.nearfield.eval.experiment.Workplace;
import dev.nearfield.eval.report.ComparisonReport;
import dev.nearfield.eval.report.Provenance;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "  nearfield experiment eval/chunks-headings.yaml --keep",
      "  nearfield experiment eval/comparison-scifact.yaml --report scifact.html"
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
      names = "--keep",
      description = "Keeps the tables in the folder results beside the file, by date.")
  private boolean keep;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Writes a comparison of the systems as .html, .json or .md; of one experiment only. May"
              + " be repeated.")
  private List<Path> reports = List.of();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the outcomes, one JSON object a system and line.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    reports.forEach(ComparisonReport::requireWritable);
    if (!reports.isEmpty() && files.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "A report is of one experiment, and there are " + files.size() + ".");
    }
    List<Experiment> experiments =
        files.stream().map(file -> Experiment.read(file, System.getenv())).toList();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < files.size(); i++) {
      ExperimentReport report = run(experiments.get(i));
      Provenance provenance = provenance(report);
      print(report);
      lines.append(report.toJsonLines(provenance));
      if (keep) {
        keep(files.get(i), report, provenance);
      }
      if (!reports.isEmpty()) {
        ComparisonReport comparison = report.comparison(provenance);
        reports.forEach(comparison::write);
      }
    }
    if (json != null) {
      write(json, lines);
    }
    return 0;
  }

  private ExperimentReport run(Experiment experiment) {
    Workplace usual = Workplace.in(data.folder);
    try (var progress = new ExperimentProgress(spec.commandLine().getErr())) {
      return ExperimentRun.of(experiment, fresh ? usual.afresh() : usual, progress);
    }
  }

  private Provenance provenance(ExperimentReport report) {
    List<String> command = new ArrayList<>(List.of("nearfield"));
    command.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return Provenance.of(Clock.systemUTC(), command, report.models());
  }

  private void print(ExperimentReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s%n%n%s%n", report.experiment().name(), title(report), report.toMarkdown());
    out.flush();
  }

  private static String title(ExperimentReport report) {
    return report.experiment().dataset().getFileName()
        + ", split "
        + report.experiment().split()
        + ", "
        + report.evaluation().queries().size()
        + " queries";
  }

  private void keep(Path file, ExperimentReport report, Provenance provenance) {
    Path kept =
        DatedResults.beside(file)
            .keep(
                report.experiment().name(),
                provenance,
                title(report) + ".\n\n" + report.toMarkdown(),
                report.toJsonLines(provenance));
    spec.commandLine().getOut().println("kept as " + kept);
  }

  private static void write(Path file, CharSequence lines) {
    try {
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new StorageException("The outcomes cannot be written to " + file + ": " + e, e);
    }
  }
}
