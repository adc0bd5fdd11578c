package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.JudgingSession;
import dev.nearfield.eval.Pool;
import dev.nearfield.eval.PoolTable;
import dev.nearfield.eval.QuestionSet;
import dev.nearfield.eval.Run;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.eval.UnknownIds;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield eval new}: makes a question set for a collection. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description =
        "Makes a question set for a collection, as a folder with queries.jsonl and qrels/. The"
            + " judgements are taken from files, or typed: --judge shows one document after the"
            + " other, and can be left at any time and begun again. The documents are those that"
            + " several systems find; --pool writes them into a table, to be judged elsewhere.",
    footer = {
      "",
      "Examples:",
      "  nearfield eval new eval/own --collection handbook --questions questions.csv",
      "  nearfield eval new eval/own --collection handbook --questions topics.txt --judge",
      "  nearfield eval new eval/own --collection handbook --judge",
      "  nearfield eval new eval/own --collection handbook --questions topics.txt"
          + " --pool pool.csv --depth 20 --add-run other.run"
    })
final class EvalNewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(
      paramLabel = "DIR",
      description = "The question set's folder, made where there is none.")
  private Path folder = Path.of("");

  @Mixin private QuestionOptions source = new QuestionOptions();

  @Option(
      names = "--split",
      defaultValue = "test",
      description = "Which judgements (default: ${DEFAULT-VALUE}).")
  private String split = "test";

  @Option(names = "--judge", description = "Asks for the grade of each pooled document.")
  private boolean judge;

  @Option(
      names = "--pool",
      paramLabel = "FILE",
      description = "Writes the pooled documents as CSV, to be read again with --questions.")
  private @Nullable Path table;

  @Option(
      names = "--depth",
      defaultValue = "10",
      description = "How many documents of each system are pooled (default: ${DEFAULT-VALUE}).")
  private int depth = 10;

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "KEYWORD,VECTOR,HYBRID",
      description =
          "The systems that are pooled, any of keyword, vector, hybrid"
              + " (default: keyword,vector,hybrid).")
  private List<SearchMode> modes = List.of();

  @Option(
      names = "--add-run",
      paramLabel = "FILE",
      description = "A TREC run that is pooled too; may be repeated.")
  private List<Path> runs = List.of();

  @Option(
      names = "--best-grade",
      defaultValue = "3",
      description = "The best grade that --judge takes, 1 to 9 (default: ${DEFAULT-VALUE}).")
  private int bestGrade = 3;

  @Option(
      names = "--model",
      paramLabel = "NAME|CARD",
      description = "The embedding model (default: the one that the collection names).")
  private @Nullable String model;

  @Override
  public Integer call() throws IOException {
    requireFitting();
    QuestionSet set = read();
    try (Embedder embedder = Embedders.lazy(collection.model(model));
        Snapshot snapshot = Snapshot.open(collection.folder(), embedder)) {
      if (table != null) {
        pool(set, snapshot, table);
      } else if (judge) {
        judge(set, snapshot);
      } else {
        takeOver(set, snapshot);
      }
    }
    return 0;
  }

  private void requireFitting() {
    if (judge && table != null) {
      throw new ParameterException(
          spec.commandLine(), "Give --judge or --pool, one at a time: both judge the same pool.");
    }
    if (bestGrade < 1 || bestGrade > JudgingSession.BEST_GRADE) {
      throw new ParameterException(
          spec.commandLine(),
          "--best-grade must be 1 to " + JudgingSession.BEST_GRADE + ", got " + bestGrade + ".");
    }
    if (source.questions == null && !judge) {
      throw new ParameterException(
          spec.commandLine(),
          "Give the questions with --questions; only --judge goes on without, with those of the"
              + " folder.");
    }
  }

  private QuestionSet read() {
    Path begun = folder.resolve("queries.jsonl");
    if (source.questions != null) {
      return source.read(source.questions, split);
    }
    if (!Files.exists(begun)) {
      throw new InvalidInputException(
          folder + " holds no questions to go on with. Give them with --questions.");
    }
    return QuestionSet.read(begun, split, source.topics);
  }

  /** Judgements that are there already, looked up in the collection. */
  private void takeOver(QuestionSet set, Snapshot snapshot) {
    UnknownIds unknown = set.unknownIds(snapshot);
    requireJudged(set, unknown);
    set.write(folder, split);
    told(set);
    QuestionOptions.printUnknown(out(), unknown, "the collection");
  }

  private void requireJudged(QuestionSet set, UnknownIds unknown) {
    if (set.judgedQueries().isEmpty()) {
      throw new InvalidInputException(
          "None of the questions in "
              + source.questions
              + " is judged. Give judgements with --qrels, judge with --judge, or write what is to"
              + " be judged with --pool.");
    }
    long judged =
        set.qrels().queryIds().stream()
            .flatMap(id -> set.qrels().grades(id).keySet().stream())
            .distinct()
            .count();
    if (unknown.documentIds().size() == judged) {
      throw new InvalidInputException(
          "None of the "
              + judged
              + " judged documents is in the collection "
              + collection.folder()
              + ", so nothing was written. Name the collection that the judgements are for with"
              + " --collection.");
    }
  }

  private void told(QuestionSet set) {
    out()
        .printf(
            "%d questions, %d judgements of %d of them in %s%n",
            set.queries().size(), set.qrels().size(), set.judgedQueries().size(), folder);
  }

  private void pool(QuestionSet set, Snapshot snapshot, Path file) {
    Pool pool = pooled(set, snapshot);
    PoolTable.write(file, set, pool, snapshot);
    out()
        .printf(
            "%d documents for %d questions in %s; fill in the grades and give it to"
                + " --questions%n",
            pool.size(), set.queries().size(), file);
  }

  private void judge(QuestionSet set, Snapshot snapshot) throws IOException {
    Pool pool = pooled(set, snapshot);
    if (!Files.exists(folder.resolve("queries.jsonl"))) {
      set.write(folder, split);
    } else if (set.qrels().size() > 0) {
      throw new InvalidInputException(
          folder
              + " holds a question set already, so the judgements of "
              + source.questions
              + " would be lost. Name another folder, or leave --questions out to go on.");
    }
    try (JudgingSession session = JudgingSession.open(folder, split, set.queries(), pool)) {
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      new JudgingTerminal(in, out(), snapshot, this::passages, bestGrade).judge(session);
      out()
          .printf(
              "%d judged, %d to go; the judgements are in %s%n",
              session.judged(), session.left(), folder);
    }
  }

  private Pool pooled(QuestionSet set, Snapshot snapshot) {
    List<Run> pooled = new ArrayList<>(runs.stream().map(Run::readTrec).toList());
    for (SearchMode mode : modes) {
      SearchSystem system =
          new SearchSystem(
              mode.name().toLowerCase(Locale.ROOT), question -> SearchRequest.of(mode, question));
      pooled.add(Pool.answers(snapshot, set.queries(), system, depth));
    }
    Pool all = Pool.of(set.queries(), pooled, depth);
    Pool held = all.heldBy(snapshot);
    if (held.size() < all.size()) {
      out()
          .printf(
              "%d documents of the runs are not in the collection, and are left out%n",
              all.size() - held.size());
    }
    return held;
  }

  /** By words where no embedding model is asked for. */
  private SearchRequest passages(String question) {
    boolean byWords = modes.equals(List.of(SearchMode.KEYWORD));
    return SearchRequest.of(byWords ? SearchMode.KEYWORD : SearchMode.HYBRID, question);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
