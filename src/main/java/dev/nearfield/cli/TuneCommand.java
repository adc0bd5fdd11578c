package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.Query;
import dev.nearfield.eval.QuestionSet;
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
        "Chooses fusion, weight, candidates and BM25 on judged questions by cross-validation,"
            + " measures the choice on others, and keeps it in the collection, whose searches use"
            + " it from then on.",
    footer = {
      "",
      "Examples:",
      "  nearfield tune $BEIR_HOME/scifact --split train --report-split test",
      "  nearfield tune eval/fieldnotes --split test --dry-run",
      "  nearfield tune --collection handbook --questions mine.csv --report-questions theirs.csv",
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

  @Mixin private QuestionOptions questions = new QuestionOptions();

  @Option(
      names = "--report-questions",
      paramLabel = "FILE|DIR",
      description = "Other judged questions to report on, which have no part in the choice.")
  private @Nullable Path reportQuestions;

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

  @Mixin private BeirIndexOptions index = new BeirIndexOptions();

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
    if ((folder == null) == (questions.questions == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "Give a BEIR folder, or the questions for a collection with --questions, or --reset.");
    }
    if (reportQuestions == null && split.equals(reportSplit)) {
      throw new IllegalArgumentException(
          "--split and --report-split are both '"
              + split
              + "', and what is tuned on cannot be reported on. Name two splits, or leave"
              + " --report-split out: the gain is then estimated by cross-validation.");
    }
    if (folder != null) {
      tune(BeirDataset.open(folder));
    } else if (questions.questions != null) {
      tune(questions.questions);
    }
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

  /** The documents of a test collection, in a collection of their own. */
  private void tune(BeirDataset dataset) {
    Evaluation unseen =
        reportQuestions != null
            ? evaluation(QuestionSet.read(reportQuestions, reportName(), questions.topics))
            : reportSplit == null
                ? null
                : evaluation(dataset.queries(reportSplit), dataset.qrels(reportSplit));
    Evaluation seen = evaluation(dataset.queries(split), dataset.qrels(split));
    try (BeirIndex open = index.open(collection, dataset)) {
      update(open, dataset);
      open.requireNoOthers();
      tune(open.store(), index.folder(collection, dataset), dataset.name(), seen, unseen);
    }
  }

  /** A collection that is there, by questions of one's own. */
  private void tune(Path source) {
    Evaluation seen = evaluation(questions.read(source, split));
    Path other = reportQuestions == null && reportSplit != null ? source : reportQuestions;
    Evaluation unseen =
        other == null ? null : evaluation(QuestionSet.read(other, reportName(), questions.topics));
    Path asked = collection.folder();
    Snapshot.open(asked).close(); // opening a store would make one
    try (Embedder embedder = Embedders.lazy(collection.model(index.toldModel()));
        VectorStore store = VectorStore.open(asked, embedder)) {
      tune(store, asked, String.valueOf(source.getFileName()), seen, unseen);
    }
  }

  private void tune(
      VectorStore store, Path tuned, String name, Evaluation seen, @Nullable Evaluation unseen) {
    Tuning all = Tuning.on(seen).measure(Measure.parse(measure)).folds(folds);
    Tuning tuning = unseen == null ? all : all.without(unseen);
    int questionCount = tuning.questions().queries().size();
    TuningResult result;
    EvaluationReport report;
    try (Snapshot snapshot = store.snapshot();
        ProgressDisplay progress = new ProgressDisplay("ranking", questionCount, "questions")) {
      result = tuning.run(snapshot, progress::stepTo);
      report = unseen == null ? null : report(snapshot, name, unseen, result);
    }
    if (!dryRun) {
      store.searchDefaults(result.chosen());
    }
    int leftOut = seen.queries().size() - questionCount;
    TuningPrint print = new TuningPrint(name, split, result, leftOut, report);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      print.json(out);
    } else {
      print.text(out);
      out.println(
          dryRun
              ? tuned + " stays as it is."
              : tuned + " searches with " + result.chosen() + " from now on.");
    }
  }

  private EvaluationReport report(
      Snapshot snapshot, String name, Evaluation unseen, TuningResult result) {
    return new EvaluationReport(
        reportQuestions == null ? name : String.valueOf(reportQuestions.getFileName()),
        reportName(),
        snapshot.manifest().model().name(),
        snapshot.count(),
        unseen.queries().size(),
        unseen.run(snapshot, result.systems()));
  }

  private String reportName() {
    return reportSplit == null ? split : reportSplit;
  }

  private static void update(BeirIndex open, BeirDataset dataset) {
    try (ProgressDisplay progress = new ProgressDisplay("indexing", dataset.documentCount())) {
      open.update(progress);
    }
  }

  private Evaluation evaluation(QuestionSet set) {
    Evaluation judged = set.evaluation(keepIdentical);
    return evaluation(judged.queries(), judged.qrels());
  }

  private Evaluation evaluation(List<Query> queries, Qrels qrels) {
    List<Measure> measures =
        Stream.of("P@5", "R@100", "MRR@10", "nDCG@10", measure)
            .map(Measure::parse)
            .distinct()
            .toList();
    return new Evaluation(queries, qrels, measures, keepIdentical);
  }
}
