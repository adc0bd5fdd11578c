package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Chooses the settings of a hybrid search on judged questions. Each question is ranked once by
 * meaning and once a pair of BM25 parameters by words; every setting of the grid is a fusion of
 * these rankings. The plainest setting that is within one standard error of the best one is chosen.
 * Cross-validation, repeated with other folds, tells what such a choice gains on questions that had
 * no part in it: each fold's questions are searched with what was chosen on the other folds. Where
 * that is no gain, the standard settings stay.
 *
 * {@snippet class="dev.nearfield.examples.TuningExamplesTest" region="tune"}
 *
 * @param questions what is tuned on
 * @param measure what is to become better
 * @param grid the settings to choose from
 * @param folds in how many parts the questions are cut, 2 or more
 */
public record Tuning(Evaluation questions, Measure measure, TuningGrid grid, int folds) {
  /** The parts that questions are cut into unless told. */
  public static final int DEFAULT_FOLDS = 10;

  /** How often the questions are cut anew. */
  public static final int REPEATS = 5;

  public Tuning {
    if (folds < 2) {
      throw new IllegalArgumentException("folds must be >= 2, got " + folds + ".");
    }
  }

  /** Tuning for nDCG@10 with the standard grid. */
  public static Tuning on(Evaluation questions) {
    return new Tuning(questions, Measure.parse("nDCG@10"), TuningGrid.STANDARD, DEFAULT_FOLDS);
  }

  /** For another measure. */
  public Tuning measure(Measure measure) {
    return new Tuning(questions, measure, grid, folds);
  }

  /** With another grid. */
  public Tuning grid(TuningGrid grid) {
    return new Tuning(questions, measure, grid, folds);
  }

  /** With another number of folds. */
  public Tuning folds(int folds) {
    return new Tuning(questions, measure, grid, folds);
  }

  /**
   * This tuning without the questions that are to be reported on, by their texts: ids of two files
   * may be alike by chance.
   *
   * @throws InvalidInputException when none is left
   */
  public Tuning without(Evaluation reported) {
    Set<String> known = new HashSet<>();
    reported.queries().forEach(query -> known.add(query.text().strip()));
    List<Query> others =
        questions.queries().stream()
            .filter(query -> !known.contains(query.text().strip()))
            .toList();
    if (others.isEmpty()) {
      throw new InvalidInputException(
          "Every question to tune on is among those to report on, so the report would tell of what"
              + " was tuned. Name another split, or report on none: the gain is then estimated by"
              + " cross-validation.");
    }
    Evaluation rest =
        new Evaluation(others, questions.qrels(), questions.measures(), questions.keepIdentical());
    return new Tuning(rest, measure, grid, folds);
  }

  /** As {@link #run(Snapshot, IntConsumer)}, with nobody told how it goes on. */
  public TuningResult run(Snapshot snapshot) {
    return run(snapshot, done -> {});
  }

  /**
   * Chooses settings.
   *
   * @param progress is told how many questions have been ranked
   * @throws InvalidInputException for fewer questions than folds
   */
  public TuningResult run(Snapshot snapshot, IntConsumer progress) {
    List<Query> queries = questions.queries();
    if (queries.size() < folds) {
      throw new InvalidInputException(
          "There are "
              + queries.size()
              + " questions to tune on, and cross-validation cuts them into "
              + folds
              + " parts. Give more questions, or ask for fewer folds.");
    }
    GridScores scores = score(snapshot, queries, progress);
    int[] all = IntStream.range(0, queries.size()).toArray();
    int best = scores.choose(all);
    int agreeing = 0;
    double[] gains = new double[all.length];
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      for (int[] fold : cut(all, repeat)) {
        int choice = scores.choose(without(all, fold));
        agreeing += choice == best ? 1 : 0;
        for (int query : fold) {
          gains[query] += scores.gain(choice, query);
        }
      }
    }
    Map<String, Double> chosen = new LinkedHashMap<>();
    Map<String, Double> standard = new LinkedHashMap<>();
    for (int query : all) {
      double before = scores.values()[GridScores.STANDARD][query];
      standard.put(queries.get(query).id(), before);
      chosen.put(queries.get(query).id(), before + gains[query] / REPEATS);
    }
    return new TuningResult(
        measure,
        scores.settings().size(),
        queries.size(),
        scores.settings().get(best),
        folds * REPEATS,
        agreeing,
        scores.mean(GridScores.STANDARD, all),
        Significance.of(chosen, standard));
  }

  /** Folds by lot, the same at each run. */
  private List<int[]> cut(int[] all, int repeat) {
    List<Integer> order = new ArrayList<>(IntStream.of(all).boxed().toList());
    Collections.shuffle(order, new Random(repeat));
    List<int[]> parts = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int from = fold * order.size() / folds;
      int to = (fold + 1) * order.size() / folds;
      parts.add(order.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
    }
    return parts;
  }

  private static int[] without(int[] all, int[] held) {
    Set<Integer> left = new HashSet<>(IntStream.of(held).boxed().toList());
    return IntStream.of(all).filter(query -> !left.contains(query)).toArray();
  }

  GridScores score(Snapshot snapshot, List<Query> queries, IntConsumer progress) {
    List<SearchDefaults> settings = grid.settings();
    int depth = settings.stream().mapToInt(SearchDefaults::candidates).max().orElseThrow();
    List<Bm25> parameters = settings.stream().map(SearchDefaults::bm25).distinct().toList();
    double[][] values = new double[settings.size()][queries.size()];
    for (int i = 0; i < queries.size(); i++) {
      QuerySides sides = sides(snapshot, queries.get(i), parameters, depth);
      for (int setting = 0; setting < values.length; setting++) {
        values[setting][i] = sides.score(settings.get(setting), measure);
      }
      progress.accept(i + 1);
    }
    return new GridScores(settings, values);
  }

  private QuerySides sides(Snapshot snapshot, Query query, List<Bm25> parameters, int depth) {
    Map<Bm25, List<RankedChunk>> keyword = new HashMap<>();
    for (Bm25 bm25 : parameters) {
      keyword.put(bm25, rank(snapshot, SearchRequest.keyword(query.text()).bm25(bm25), depth));
    }
    return new QuerySides(
        keyword,
        rank(snapshot, SearchRequest.vector(query.text()), depth),
        questions.qrels().grades(query.id()),
        questions.keepIdentical() ? "" : query.id());
  }

  private static List<RankedChunk> rank(Snapshot snapshot, SearchRequest request, int depth) {
    return snapshot.rank(request.candidates(depth).limit(depth));
  }
}
