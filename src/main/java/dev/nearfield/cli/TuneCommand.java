package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Tuning;
import dev.nearfield.eval.TuningResult;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.search.SearchDefaults;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield tune}: lets judged questions choose how a collection searches. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description =
        "Chooses fusion, weight, candidates and BM25 on one split of a BEIR folder by"
            + " cross-validation, measures the choice on another split, and keeps it in the"
            + " collection, whose searches use it from then on.",
    footer = {
      "",
      "Examples:",
      "  nearfield tune $BEIR_HOME/scifact --split train --report-split test",
      "  nearfield tune eval/fieldnotes --split test --dry-run",
      "  nearfield tune --reset --collection eval-scifact-all-minilm-l6-v2"
    })
final class TuneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder with corpus.jsonl, queries.jsonl and qrels/.")
  private @Nullable Path folder;

  @Option(
      names = "--split",
      defaultValue = "train",
      description = "The judgements to choose by (default: ${DEFAULT-VALUE}).")
  private String split = "train";

  @Option(
      names = "--report-split",
      paramLabel = "SPLIT",
      description =
          "The judgements to report on, which have no part in the choice (default: none; the gain"
              + " is then estimated by cross-validation alone).")
  private @Nullable String reportSplit;

  @Option(
      names = "--measure",
      defaultValue = "nDCG@10",
      description = "What is to become better (default: ${DEFAULT-VALUE}).")
  private String measure = "nDCG@10";

  @Option(
      names = "--folds",
      defaultValue = "" + Tuning.DEFAULT_FOLDS,
      description = "The parts of the cross-validation (default: ${DEFAULT-VALUE}).")
  private int folds = Tuning.DEFAULT_FOLDS;

  @Option(
      names = "--model",
      defaultValue = Embedders.DEFAULT_MODEL,
      description = "The embedding model: a name or a card (default: ${DEFAULT-VALUE}).")
  private String model = Embedders.DEFAULT_MODEL;

  @Option(
      names = "--analyzer",
      paramLabel = "NAME",
      defaultValue = "en",
      description = "The analyzer of the keyword side (default: ${DEFAULT-VALUE}).",
      completionCandidates = EvalCommand.AnalyzerNames.class)
  private String analyzer = "en";

  @Option(
      names = "--keep-identical",
      description = "Keeps answers whose document has the query's id; BEIR leaves them out.")
  private boolean keepIdentical;

  @Option(names = "--dry-run", description = "Reports, and leaves the collection as it is.")
  private boolean dryRun;

  @Option(names = "--reset", description = "Takes the collection's own settings out again.")
  private boolean reset;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (reset) {
      reset();
      return 0;
    }
    if (folder == null) {
      throw new ParameterException(
          spec.commandLine(), "Name the folder of a test collection, or give --reset.");
    }
    if (split.equals(reportSplit)) {
      throw new IllegalArgumentException(
          "--split and --report-split are both '"
              + split
              + "', and what is tuned on cannot be reported on. Name two splits, or leave"
              + " --report-split out: the gain is then estimated by cross-validation.");
    }
    tune(BeirDataset.open(folder));
    return 0;
  }

  private void reset() {
    Path folder = collection.folder();
    ModelIdentity identity;
    try (Snapshot snapshot = Snapshot.open(folder)) {
      identity = snapshot.manifest().model();
    }
    try (VectorStore store = VectorStore.open(folder, identity)) {
      store.searchDefaults(SearchDefaults.STANDARD);
      spec.commandLine().getOut().println(folder + " searches with " + store.searchDefaults());
    }
  }

  private void tune(BeirDataset dataset) {
    Measure wanted = Measure.parse(measure);
    Evaluation questions = evaluation(dataset, split, wanted);
    Tuning tuning = Tuning.on(questions).measure(wanted).folds(folds);
    Evaluation unseen = reportSplit == null ? null : evaluation(dataset, reportSplit, wanted);
    if (unseen != null) {
      tuning = tuning.without(unseen);
    }
    Path index = collection.folder(EvalCommand.indexName(dataset, model, analyzer));
    StoreOptions options = StoreOptions.defaults().analyzer(analyzer);
    try (BeirIndex open = BeirIndex.open(dataset, index, embedder(), options)) {
      update(open, dataset);
      TuningResult result = run(open, tuning);
      EvaluationReport report =
          unseen == null
              ? null
              : open.evaluate(String.valueOf(reportSplit), unseen, result.systems());
      if (!dryRun) {
        open.store().searchDefaults(result.chosen());
      }
      int leftOut = questions.queries().size() - tuning.questions().queries().size();
      TuningPrint print = new TuningPrint(dataset.name(), split, result, leftOut, report);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        print.json(out);
      } else {
        print.text(out);
        out.println(
            dryRun
                ? index + " stays as it is."
                : index + " searches with " + result.chosen() + " from now on.");
      }
    }
  }

  private void update(BeirIndex open, BeirDataset dataset) {
    try (ProgressDisplay progress = new ProgressDisplay("indexing", dataset.documentCount())) {
      open.update(progress);
    }
  }

  private static TuningResult run(BeirIndex open, Tuning tuning) {
    int all = tuning.questions().queries().size();
    try (Snapshot snapshot = open.store().snapshot();
        ProgressDisplay progress = new ProgressDisplay("ranking", all, "questions")) {
      return tuning.run(snapshot, progress::stepTo);
    }
  }

  private Evaluation evaluation(BeirDataset dataset, String of, Measure wanted) {
    List<Measure> measures =
        Stream.concat(
                Stream.of("P@5", "R@100", "MRR@10", "nDCG@10").map(Measure::parse),
                Stream.of(wanted))
            .distinct()
            .toList();
    return new Evaluation(dataset.queries(of), dataset.qrels(of), measures, keepIdentical);
  }

  private Embedder embedder() {
    return Embedders.cached(Embedders.lazy(model), collection.cache(model));
  }
}
