package dev.nearfield.bench;

import java.util.Arrays;

/**
 * How long something took, in milliseconds, by nearest rank.
 *
 * {@snippet class="dev.nearfield.examples.BenchExamplesTest" region="bench"}
 *
 * @param p50 half of the times were no longer
 * @param p90 90 in 100 were no longer
 * @param p99 99 in 100 were no longer
 */
public record Percentiles(double p50, double p90, double p99) {

  static Percentiles ofNanos(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("Percentiles need one time at least, got none.");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Percentiles(at(sorted, 50), at(sorted, 90), at(sorted, 99));
  }

  private static double at(long[] sorted, int percent) {
    int rank = (int) Math.ceilDiv((long) percent * sorted.length, 100L);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
