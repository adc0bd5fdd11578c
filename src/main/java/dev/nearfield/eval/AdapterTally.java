package dev.nearfield.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * nDCG@10 of queries without an adapter, and with the one of each point where training may stop.
 *
 * @param before of each query without
 * @param after the same with, point by point
 */
record AdapterTally(double[] before, List<double[]> after) {

  /** The tally of the queries of all folds. */
  static AdapterTally join(List<AdapterTally> folds) {
    List<double[]> after = new ArrayList<>();
    for (int point = 0; point < folds.getFirst().after().size(); point++) {
      int at = point;
      after.add(
          folds.stream().flatMapToDouble(fold -> Arrays.stream(fold.after().get(at))).toArray());
    }
    return new AdapterTally(
        folds.stream().flatMapToDouble(fold -> Arrays.stream(fold.before())).toArray(), after);
  }

  int queries() {
    return before.length;
  }

  /** The point at which they gain the most. */
  int best() {
    return bestFor(query -> true);
  }

  private int bestFor(IntPredicate queries) {
    return best(
        point -> {
          double[] scores = after.get(point);
          return IntStream.range(0, scores.length)
              .filter(queries)
              .mapToDouble(i -> scores[i])
              .sum();
        });
  }

  /**
   * The point at which these gain the most, among those at which the others do not lose more than
   * chance takes; -1 when there is none.
   */
  int bestWhereKept(AdapterTally others) {
    return best(
        point -> others.gain(point).isLoss() ? Double.NEGATIVE_INFINITY : mean(after.get(point)));
  }

  private int best(IntToDoubleFunction worth) {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int point = 0; point < after.size(); point++) {
      double own = worth.applyAsDouble(point);
      if (own > most) {
        most = own;
        best = point;
      }
    }
    return best;
  }

  /** The gain of each half of the queries at the point that is best for the other half. */
  Significance fairGain() {
    int forOdd = bestFor(query -> query % 2 == 0);
    int forEven = bestFor(query -> query % 2 == 1);
    double[] fair = new double[queries()];
    for (int i = 0; i < fair.length; i++) {
      fair[i] = after.get(i % 2 == 0 ? forEven : forOdd)[i];
    }
    return Significance.of(byNumber(fair), byNumber(before));
  }

  /** The gain at a point. */
  Significance gain(int point) {
    return Significance.of(byNumber(after.get(point)), byNumber(before));
  }

  private static Map<String, Double> byNumber(double[] scores) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < scores.length; i++) {
      named.put(Integer.toString(i), scores[i]);
    }
    return named;
  }

  static double mean(double[] scores) {
    return Arrays.stream(scores).average().orElse(0);
  }
}
