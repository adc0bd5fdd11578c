package dev.nearfield.eval;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Whether two systems differ on the same queries by more than chance: Fisher's randomisation test
 * on the differences of their values for each query, two-sided.
 *
 * <p>If the systems did not differ, each query's two values could as well have been swapped. The
 * p-value is the share of such swaps whose mean difference is at least as large as the observed
 * one. With at most {@value #EXACT} queries that differ, every way of swapping is tried and p is
 * exact; with more, {@value #SAMPLES} random ways are drawn from a fixed seed, so that the same
 * values give the same p, and the observed way counts as one of them: p is never 0, and its
 * standard error at p = .05 is .0007.
 *
 * <p>Sources: Smucker, Allan and Carterette, <i>A comparison of statistical significance tests for
 * information retrieval evaluation</i>, CIKM 2007; for counting the observed way, Phipson and
 * Smyth, <i>Permutation p-values should never be zero</i>, 2010.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 *
 * @param queries how many queries both systems were measured on
 * @param difference the mean of the first system's values less the second's
 * @param p the probability of a difference at least as large, in either direction, by chance
 */
public record Significance(int queries, double difference, double p) {
  private static final double ONE_IN_TWENTY = 0.05;
  private static final int EXACT = 16;
  private static final int SAMPLES = 100_000;

  /** The seed of the ways of swapping that are drawn. */
  public static final long SEED = 20_070_611;

  /**
   * Tests two systems that were scored by the same judgements.
   *
   * @throws IllegalArgumentException when one was scored on other queries, or without the measure
   */
  public static Significance of(Scores first, Scores second, Measure measure) {
    return of(first.perQuery(measure), second.perQuery(measure));
  }

  /**
   * Tests two systems by their values for each query.
   *
   * @throws IllegalArgumentException when the queries differ, there are none, or a value is not a
   *     finite number
   */
  public static Significance of(Map<String, Double> first, Map<String, Double> second) {
    return of(differences(first, second));
  }

  /** The first system's value less the second's, for each query. */
  static double[] differences(Map<String, Double> first, Map<String, Double> second) {
    if (first.isEmpty()) {
      throw new IllegalArgumentException("A paired test needs at least one query, got none.");
    }
    if (!first.keySet().equals(second.keySet())) {
      throw new IllegalArgumentException(
          "A paired test needs both systems on the same queries, got "
              + first.size()
              + " and "
              + second.size()
              + " that are not the same. Score both by the same judgements.");
    }
    double[] differences =
        first.entrySet().stream()
            .mapToDouble(
                value -> value.getValue() - second.getOrDefault(value.getKey(), Double.NaN))
            .toArray();
    if (!Double.isFinite(Arrays.stream(differences).sum())) {
      throw new IllegalArgumentException("Every query's value must be a finite number.");
    }
    return differences;
  }

  static Significance of(double[] differences) {
    double sum = Arrays.stream(differences).sum();
    double[] nonzero = Arrays.stream(differences).filter(d -> d != 0).toArray();
    double p = nonzero.length <= EXACT ? exact(nonzero) : sampled(nonzero);
    return new Significance(differences.length, sum / differences.length, p);
  }

  /**
   * Whether the first system is better by more than chance gives once in twenty times, where only
   * gains count: half of p, which counts both directions, is below .05.
   */
  boolean isGain() {
    return difference > 0 && p / 2 < ONE_IN_TWENTY;
  }

  /** As {@link #isGain}, the other way round. */
  boolean isLoss() {
    return difference < 0 && p / 2 < ONE_IN_TWENTY;
  }

  private static double exact(double[] differences) {
    double observed = atLeast(differences);
    int ways = 1 << differences.length;
    int asLarge = 0;
    for (int signs = 0; signs < ways; signs++) {
      if (Math.abs(sum(differences, 0, signs)) >= observed) {
        asLarge++;
      }
    }
    return (double) asLarge / ways;
  }

  private static double sampled(double[] differences) {
    double observed = atLeast(differences);
    var random = new SplittableRandom(SEED);
    int asLarge = 1;
    for (int sample = 0; sample < SAMPLES; sample++) {
      double sum = 0;
      for (int from = 0; from < differences.length; from += Long.SIZE) {
        sum += sum(differences, from, random.nextLong());
      }
      if (Math.abs(sum) >= observed) {
        asLarge++;
      }
    }
    return (double) asLarge / (SAMPLES + 1);
  }

  /** The sum of at most 64 differences, in which a set bit swaps a query's values. */
  private static double sum(double[] differences, int from, long signs) {
    int to = Math.min(from + Long.SIZE, differences.length);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += ((signs >>> (i - from)) & 1) == 0 ? differences[i] : -differences[i];
    }
    return sum;
  }

  /** The observed sum, less what rounding in another order may take from an equal one. */
  private static double atLeast(double[] differences) {
    double size = Arrays.stream(differences).map(Math::abs).sum();
    return Math.abs(Arrays.stream(differences).sum()) - 1e-12 * size;
  }
}
