package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.BeirIndex;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.QuestionSet;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.eval.report.ComparisonReport;
import dev.nearfield.eval.report.DocumentTexts;
import dev.nearfield.eval.report.Provenance;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield eval}: measures retrieval on a test collection in BEIR's format. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    subcommands = EvalNewCommand.class,
    description =
        "Indexes a BEIR folder (or reuses the index that is there), runs its judged queries and"
            + " prints how good the answers are. With --questions it asks a collection that is"
            + " there, and adds nothing to it.",
    footer = {
      "",
      "Examples:",
      "  nearfield eval eval/fieldnotes",
      "  nearfield eval $BEIR_HOME/scifact --json scifact.json --run scifact.run",
      "  nearfield eval $BEIR_HOME/scifact --report scifact.html --baseline vector",
      "  nearfield eval $BEIR_HOME/scifact --modes hybrid --split train --fusion rrf --weight 0.6",
      "  nearfield eval $BEIR_HOME/xquad-de --modes keyword --analyzer de",
      "  nearfield eval --collection handbook --questions questions.csv"
    })
final class EvalCommand implements Callable<Integer> {
  private static final Measure COMPARED = Measure.parse("nDCG@10");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder with corpus.jsonl, queries.jsonl and qrels/.")
  private @Nullable Path folder;

  @Mixin private QuestionOptions questions = new QuestionOptions();

  @Option(
      names = "--split",
      defaultValue = "test",
      description = "Which judgements (default: ${DEFAULT-VALUE}).")
  private String split = "test";

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "KEYWORD,VECTOR,HYBRID",
      description =
          "Any of keyword, vector, hybrid; hybrid brings the other two"
              + " (default: keyword,vector,hybrid).")
  private List<SearchMode> modes = List.of();

  @Mixin private BeirIndexOptions index = new BeirIndexOptions();

  @Option(
      names = "--candidates",
      defaultValue = "1000",
      description = "How many chunks each side ranks (default: ${DEFAULT-VALUE}).")
  private int candidates = 1_000;

  @Option(names = "--fusion", description = "minmax or rrf (default: as the collection searches).")
  private @Nullable FusionName fusion;

  @Option(names = "--weight", description = "The vector side's share, 0 to 1.")
  private @Nullable Double weight;

  @Option(names = "--k1", description = "BM25's k1.")
  private @Nullable Double k1;

  @Option(names = "--b", description = "BM25's b.")
  private @Nullable Double b;

  @Option(
      names = "--keep-identical",
      description = "Keeps answers whose document has the query's id; BEIR leaves them out.")
  private boolean keepIdentical;

  @Option(
      names = "--no-adapter",
      description = "Measures without the collection's query adapter, if it has one.")
  private boolean noAdapter;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Writes a report that compares the modes: .html, .json or .md; may be given several"
              + " times.")
  private List<Path> reports = List.of();

  @Option(
      names = "--baseline",
      paramLabel = "MODE",
      description = "What the report compares the other modes with (default: the first mode).")
  private @Nullable SearchMode baseline;

  @Option(
      names = "--run",
      paramLabel = "FILE",
      description =
          "Writes the rankings as a TREC run; with several modes the mode comes before the file's"
              + " ending.")
  private @Nullable Path run;

  enum FusionName {
    MINMAX,
    RRF
  }

  @Override
  public Integer call() {
    reports.forEach(ComparisonReport::requireWritable);
    EvaluationReport report = measured();
    EvaluationTable.print(spec.commandLine().getOut(), report);
    if (json != null) {
      report.writeJson(json);
    }
    if (run != null) {
      writeRuns(report, run);
    }
    return 0;
  }

  private EvaluationReport measured() {
    if (folder != null && questions.questions == null && questions.qrels == null) {
      BeirDataset dataset = BeirDataset.open(folder);
      return evaluate(dataset);
    }
    if (folder == null && questions.questions != null) {
      return evaluate(questions.questions);
    }
    throw new ParameterException(
        spec.commandLine(),
        "Give a BEIR folder, or the questions for a collection with --questions (and --qrels).");
  }

  private EvaluationReport evaluate(BeirDataset dataset) {
    try (BeirIndex open = index.open(collection, dataset);
        ProgressDisplay progress = new ProgressDisplay("indexing", dataset.documentCount())) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(Counts.of(open.update(progress)) + " in " + index.folder(collection, dataset));
      out.flush();
      Evaluation evaluation =
          new Evaluation(
              dataset.queries(split),
              dataset.qrels(split),
              Evaluation.DEFAULT_MEASURES,
              keepIdentical);
      QuestionOptions.printUnknown(out, dataset.unknownIds(split), "the data set");
      List<SearchSystem> systems = systems(open.model(), index.analyzer(), open.searchDefaults());
      EvaluationReport report = open.evaluate(split, evaluation, systems);
      writeReports(open.model(), report, evaluation, DocumentTexts.of(dataset));
      return report;
    }
  }

  /** Asks a collection that is there. */
  private EvaluationReport evaluate(Path source) {
    QuestionSet set = questions.read(source, split);
    try (Embedder embedder = Embedders.lazy(collection.model(index.toldModel()));
        Snapshot snapshot = Snapshot.open(collection.folder(), embedder)) {
      QuestionOptions.printUnknown(
          spec.commandLine().getOut(), set.unknownIds(snapshot), "the collection");
      Manifest manifest = snapshot.manifest();
      Evaluation evaluation = set.evaluation(keepIdentical);
      EvaluationReport report =
          new EvaluationReport(
              String.valueOf(source.getFileName()),
              split,
              embedder.identity().name(),
              snapshot.count(),
              evaluation.queries().size(),
              evaluation.run(
                  snapshot,
                  systems(embedder.identity(), manifest.analyzer(), snapshot.searchDefaults())));
      writeReports(embedder.identity(), report, evaluation, DocumentTexts.of(snapshot));
      return report;
    }
  }

  private void writeReports(
      ModelIdentity used, EvaluationReport results, Evaluation evaluation, DocumentTexts texts) {
    if (reports.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("nearfield"));
    command.addAll(spec.root().commandLine().getParseResult().originalArgs());
    ComparisonReport report =
        ComparisonReport.of(
            Provenance.of(Clock.systemUTC(), command, List.of(used)),
            results,
            evaluation,
            COMPARED,
            baseline == null ? results.results().getFirst().system() : name(baseline),
            texts);
    reports.forEach(report::write);
  }

  private List<SearchSystem> systems(
      ModelIdentity used, String collectionAnalyzer, SearchDefaults defaults) {
    List<SearchMode> wanted =
        modes.contains(SearchMode.HYBRID) ? List.of(SearchMode.values()) : modes;
    return wanted.stream()
        .map(
            mode ->
                new SearchSystem(
                    name(mode),
                    settings(mode, used, collectionAnalyzer, defaults),
                    question -> request(mode, question)))
        .toList();
  }

  /** What a report tells of a mode. */
  private Map<String, String> settings(
      SearchMode mode, ModelIdentity used, String collectionAnalyzer, SearchDefaults defaults) {
    Map<String, String> settings =
        new LinkedHashMap<>(SearchSystem.settings(request(mode, "any"), defaults));
    if (mode != SearchMode.KEYWORD) {
      settings.put("model", used.name());
    }
    if (mode != SearchMode.VECTOR) {
      settings.put("analyzer", collectionAnalyzer);
    }
    return settings;
  }

  private SearchRequest request(SearchMode mode, String question) {
    SearchRequest request =
        SearchRequest.of(mode, question).limit(candidates).candidates(candidates);
    if (noAdapter) {
      request = request.withoutAdapter();
    }
    if (fusion != null || weight != null) {
      request = request.fuse(fusion());
    }
    return k1 == null && b == null ? request : request.bm25(bm25());
  }

  private Fusion fusion() {
    double share = weight == null ? 0.5 : weight;
    return fusion == FusionName.RRF ? new Fusion.Rrf(60, 1 - share, share) : Fusion.minMax(share);
  }

  private Bm25 bm25() {
    Bm25 unlessTold = SearchRequest.DEFAULT_BM25;
    return new Bm25(k1 == null ? unlessTold.k1() : k1, b == null ? unlessTold.b() : b);
  }

  private static void writeRuns(EvaluationReport report, Path file) {
    for (SystemResult result : report.results()) {
      Path own = report.results().size() == 1 ? file : withMode(file, result.system());
      result.run().writeTrec(own, "nearfield-" + result.system());
    }
  }

  private static Path withMode(Path file, String mode) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(
        dot <= 0 ? name + "." + mode : name.substring(0, dot) + "." + mode + name.substring(dot));
  }

  private static String name(SearchMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
