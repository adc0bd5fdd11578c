package dev.nearfield.eval;

import java.util.Arrays;

/**
 * How long searches took, in milliseconds, from the question's text to the ranking: embedding the
 * question is part of it.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 *
 * @param p50 half of the searches took no longer
 * @param p99 99 in 100 took no longer
 */
public record Latency(double p50, double p99) {

  /** Percentiles by nearest rank. */
  static Latency ofNanos(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latency(percentile(sorted, 0.50), percentile(sorted, 0.99));
  }

  private static double percentile(long[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
