package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.Audit;
import dev.nearfield.eval.AuditOptions;
import dev.nearfield.eval.AuditReport;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.QuestionSet;
import dev.nearfield.eval.TopicField;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield audit}: whether a collection still answers as well as it did. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Asks a collection the golden questions that are attached to it, adds what was measured to"
            + " its history, embeds some chunks again, and compares newer documents with older"
            + " ones.",
    footer = {
      "",
      "Exit codes: 0 as good as before, 1 a measure fell or an embedding differs, 2 wrong use.",
      "",
      "Examples:",
      "  nearfield audit --collection handbook --attach golden.csv",
      "  nearfield audit --collection handbook --threshold nDCG@10=0.02,R@100=0.05",
      "  nearfield audit --collection handbook --history"
    })
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Option(
      names = "--attach",
      paramLabel = "FILE|DIR",
      description =
          "Attaches judged questions, a CSV file or a BEIR folder, which needs no corpus; audits"
              + " nothing.")
  private @Nullable Path attach;

  @Option(
      names = "--split",
      defaultValue = "test",
      description = "Which judgements of a folder (default: ${DEFAULT-VALUE}).")
  private String split = "test";

  @Option(names = "--history", description = "Shows the history, and audits nothing.")
  private boolean history;

  @Option(
      names = "--threshold",
      paramLabel = "MEASURE=FALL",
      split = ",",
      defaultValue = "nDCG@10=0.02",
      description = "By how much a measure may fall; may be repeated (default: ${DEFAULT-VALUE}).")
  private List<String> thresholds = List.of();

  @Option(
      names = "--against",
      defaultValue = "BEST",
      description = "What it may fall from: best or last (default: best).")
  private AuditOptions.Against against = AuditOptions.Against.BEST;

  @Option(
      names = "--accept",
      description = "Takes what is found as good: later audits compare with it.")
  private boolean accept;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many chunks are embedded again (default: ${DEFAULT-VALUE}).")
  private int sample = 20;

  @Option(
      names = "--since",
      paramLabel = "DATE|TIME",
      description =
          "From when on documents are new (default: the audit that was last accepted, or the"
              + " first).")
  private @Nullable String since;

  @Option(names = "--drift-fails", description = "Newer documents unlike older ones are a failure.")
  private boolean driftFails;

  @Option(
      names = "--model",
      paramLabel = "NAME|CARD",
      description = "The embedding model (default: the one that the collection names).")
  private @Nullable String model;

  @Option(names = "--json", description = "One JSON object; with --history one a row and line.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = collection.folder();
    if (history) {
      try (Snapshot snapshot = Snapshot.open(folder)) {
        AuditPrint.history(out, Audit.history(snapshot), json);
      }
      return 0;
    }
    AuditOptions options = options();
    requireCollection(folder);
    try (Embedder embedder = Embedders.lazy(collection.model(model));
        VectorStore store = VectorStore.open(folder, embedder)) {
      if (attach != null) {
        attach(store, attach, out);
        return 0;
      }
      AuditReport report = Audit.run(store, embedder, options);
      AuditPrint.report(out, folder, report, json);
      boolean drifted = report.drift() != null && report.drift().alarms();
      return report.passed() && !(driftFails && drifted) ? 0 : 1;
    }
  }

  /** Opening a store would make one. */
  private static void requireCollection(Path folder) {
    Snapshot.open(folder).close();
  }

  private void attach(VectorStore store, Path source, PrintWriter out) {
    QuestionSet set = QuestionSet.read(source, split, TopicField.TITLE);
    Evaluation golden = set.evaluation(true);
    Audit.attach(store, golden);
    out.println(golden.queries().size() + " golden questions attached to " + collection.folder());
    try (Snapshot snapshot = store.snapshot()) {
      QuestionOptions.printUnknown(out, set.unknownIds(snapshot), "the collection");
    }
  }

  private AuditOptions options() {
    Map<Measure, Double> falls = new LinkedHashMap<>();
    for (String threshold : thresholds) {
      String[] parts = threshold.split("=", -1);
      falls.put(Measure.parse(parts[0]), fall(threshold, parts));
    }
    AuditOptions options =
        AuditOptions.defaults().thresholds(falls).against(against).sample(sample);
    if (since != null) {
      options = options.since(time(since));
    }
    return accept ? options.accept() : options;
  }

  private static double fall(String threshold, String[] parts) {
    try {
      return Double.parseDouble(parts[parts.length == 2 ? 1 : 0]);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--threshold must be a measure and a number, such as nDCG@10=0.02, got '"
              + threshold
              + "'.",
          e);
    }
  }

  private static Instant time(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--since must be a date as 2026-01-31 or a time as 2026-01-31T10:00:00Z, got '"
              + text
              + "'.",
          e);
    }
  }
}
