package dev.nearfield.bench;

import java.util.Arrays;

/**
 * One figure of several rounds.
 *
 * {@snippet class="dev.nearfield.examples.BenchExamplesTest" region="bench"}
 *
 * @param median of the rounds; of an even number the mean of the two in the middle
 * @param least the least of them
 * @param most the most of them
 */
public record Spread(double median, double least, double most) {

  /** The spread of some rounds. */
  public static Spread of(double... rounds) {
    if (rounds.length == 0) {
      throw new IllegalArgumentException("A spread needs one round at least, got none.");
    }
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
