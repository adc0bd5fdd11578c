package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code nearfield quickstart}: the whole way once, on the collection that comes with the source.
 */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description =
        "Embeds the demonstration set, closes and opens the collection, asks three questions in"
            + " each mode, and measures the answers.",
    footer = {"", "Example:", "  nearfield quickstart --set eval/fieldnotes"})
final class QuickstartCommand implements Callable<Integer> {
  private static final String SPLIT = "test";
  private static final int SHOWN = 3;
  private static final List<String> QUESTIONS =
      List.of(
          "Why does my loaf not rise?",
          "the chain jumps when I pedal hard",
          "how do keyword and meaning based rankings get combined?");
  private static final List<Measure> MEASURES =
      List.of(Measure.parse("P@5"), Measure.parse("R@10"), Measure.parse("nDCG@10"));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Option(
      names = "--set",
      paramLabel = "DIR",
      defaultValue = "eval/fieldnotes",
      description = "A BEIR folder (default: ${DEFAULT-VALUE}).")
  private Path set = Path.of("eval/fieldnotes");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    BeirDataset dataset = BeirDataset.open(set);
    Path folder = collection.folder();
    out.println("Embedding " + set + " into " + folder);
    out.flush();
    out.println(Counts.of(embed(dataset, folder)));
    ask(out, folder);
    measure(out, dataset, folder);
    return 0;
  }

  private static IngestReport embed(BeirDataset dataset, Path folder) {
    try (BeirIndex index =
            BeirIndex.open(dataset, folder, Embedders.lazy(Embedders.DEFAULT_MODEL));
        ProgressDisplay progress = new ProgressDisplay("embedding", dataset.documentCount())) {
      return index.update(progress);
    }
  }

  private static void ask(PrintWriter out, Path folder) {
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);
        Snapshot snapshot = Snapshot.open(folder, embedder)) {
      for (String question : QUESTIONS) {
        out.printf("%n%s%n", question);
        for (SearchMode mode : SearchMode.values()) {
          out.println(" " + name(mode));
          HitTable.print(out, snapshot.search(SearchRequest.of(mode, question).limit(SHOWN)));
        }
      }
    }
  }

  private static void measure(PrintWriter out, BeirDataset dataset, Path folder) {
    Evaluation evaluation =
        new Evaluation(dataset.queries(SPLIT), dataset.qrels(SPLIT), MEASURES, false);
    List<SearchSystem> systems =
        Stream.of(SearchMode.values())
            .map(
                mode ->
                    new SearchSystem(
                        name(mode), question -> SearchRequest.of(mode, question).limit(100)))
            .toList();
    try (BeirIndex index =
        BeirIndex.open(dataset, folder, Embedders.load(Embedders.DEFAULT_MODEL))) {
      EvaluationReport report = index.evaluate(SPLIT, evaluation, systems);
      out.println();
      EvaluationTable.print(out, report);
    }
  }

  private static String name(SearchMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
