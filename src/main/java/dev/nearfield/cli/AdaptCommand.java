package dev.nearfield.cli;

import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.AdapterComparison;
import dev.nearfield.eval.AdapterOutcome;
import dev.nearfield.eval.AdapterSettings;
import dev.nearfield.eval.AdapterTraining;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.eval.HeldBackGain;
import dev.nearfield.eval.JudgedQueries;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield adapt}: learns a query adapter from the judged queries of a BEIR folder. */
@Command(
    name = "adapt",
    mixinStandardHelpOptions = true,
    description =
        "Learns from judged queries to move the embeddings of questions towards the documents that"
            + " answer them, keeps what was learned in the collection of the BEIR folder, and"
            + " measures it. Queries that training has not seen must gain; if they do not, nothing"
            + " is kept and the exit code is 1.",
    footer = {
      "",
      "Examples:",
      "  nearfield adapt $BEIR_HOME/scifact",
      "  nearfield adapt $BEIR_HOME/nfcorpus --dev dev",
      "  nearfield adapt $BEIR_HOME/scifact --remove"
    })
final class AdaptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(
      paramLabel = "DIR",
      description = "The folder with corpus.jsonl, queries.jsonl and qrels/.")
  private Path folder = Path.of("");

  @Option(
      names = "--split",
      defaultValue = "train",
      description = "The judgements to learn from (default: ${DEFAULT-VALUE}).")
  private String split = "train";

  @Option(
      names = "--dev",
      paramLabel = "SPLIT",
      description =
          "Judgements that decide how far to go; give them where most of the documents that will"
              + " be asked for are judged (default: queries held back from training decide).")
  private @Nullable String dev;

  @Option(
      names = "--report-split",
      paramLabel = "SPLIT",
      defaultValue = "test",
      description =
          "The judgements to measure on, which decide nothing (default: ${DEFAULT-VALUE}).")
  private String reportSplit = "test";

  @Mixin private BeirIndexOptions index = new BeirIndexOptions();

  @Option(
      names = "--candidates",
      defaultValue = "1000",
      description = "How many chunks each side ranks when measured (default: ${DEFAULT-VALUE}).")
  private int candidates = 1_000;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of everything drawn at random (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--remove", description = "Removes the collection's adapter, and does no more.")
  private boolean remove;

  @Override
  public Integer call() {
    BeirDataset dataset = BeirDataset.open(folder);
    Path adapted = index.folder(collection, dataset);
    Embedder embedder = index.embedder(collection);
    try (BeirIndex open = index.open(collection, dataset, embedder)) {
      if (remove) {
        open.store().removeAdapter();
        open.store().commit();
        line("The questions to " + adapted + " go through no adapter.");
        return ExitCode.OK;
      }
      JudgedQueries train = JudgedQueries.of(dataset, split);
      JudgedQueries decide = dev == null ? null : JudgedQueries.of(dataset, dev);
      JudgedQueries report = JudgedQueries.of(dataset, reportSplit);
      try (ProgressDisplay progress = new ProgressDisplay("indexing", dataset.documentCount())) {
        line(Counts.of(open.update(progress)) + " in " + adapted);
      }
      open.requireNoOthers();
      return switch (learn(open, embedder, train, decide)) {
        case AdapterOutcome.Refused(String reason, HeldBackGain heldBack) -> {
          spec.commandLine().getErr().println("nearfield: " + reason);
          yield ExitCode.SOFTWARE;
        }
        case AdapterOutcome.Learned learned -> {
          keep(open, learned);
          compare(open, report, train);
          yield ExitCode.OK;
        }
      };
    }
  }

  private AdapterOutcome learn(
      BeirIndex open, Embedder embedder, JudgedQueries train, @Nullable JudgedQueries decide) {
    AdapterSettings settings = AdapterSettings.defaults().seed(seed);
    try (Snapshot snapshot = open.store().snapshot()) {
      return new AdapterTraining(snapshot, embedder, settings, Clock.systemUTC(), this::line)
          .train(train, decide);
    }
  }

  private void keep(BeirIndex open, AdapterOutcome.Learned learned) {
    open.store().adapt(learned.adapter());
    open.store().commit();
    HeldBackGain heldBack = learned.heldBack();
    line(
        String.format(
            Locale.ROOT,
            "held back %d queries%s: hybrid nDCG@10 %.4f -> %.4f, %s%+.4f with p %s",
            heldBack.queries(),
            heldBack.allQueries() ? "" : " and hidden the judgements of their documents",
            heldBack.before(),
            heldBack.after(),
            dev == null ? "chosen on one half and measured on the other " : "",
            heldBack.gain().difference(),
            p(heldBack.gain().p())));
    line("adapter " + learned.adapter());
  }

  private void compare(BeirIndex open, JudgedQueries report, JudgedQueries train) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s, nDCG@10 without the adapter and with it%n", report.name());
    out.printf(
        "  %-8s%-10s%8s%10s%10s%10s%10s%n",
        "mode", "queries", "", "without", "adapted", "gain", "p");
    try (Snapshot snapshot = open.store().snapshot()) {
      AdapterComparison.of(
              snapshot,
              report,
              train.qrels(),
              request -> request.limit(candidates).candidates(candidates))
          .rows()
          .forEach(row -> print(out, row));
    }
    out.flush();
  }

  private static void print(PrintWriter out, AdapterComparison.Row row) {
    out.printf(
        Locale.ROOT,
        "  %-8s%-10s%8d%10.4f%10.4f%+10.4f%10s%n",
        row.mode().name().toLowerCase(Locale.ROOT),
        row.group().name().toLowerCase(Locale.ROOT),
        row.queries(),
        row.before(),
        row.after(),
        row.gain().difference(),
        p(row.gain().p()));
  }

  /** A p is never 0. */
  private static String p(double p) {
    return p < 0.0001 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private void line(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
