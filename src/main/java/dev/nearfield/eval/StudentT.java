package dev.nearfield.eval;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t-test of whether a mean differs from 0, two-sided; of the differences of two systems
 * it is the paired test.
 *
 * @param t the mean in units of its standard error
 * @param p the probability of a t at least as far from 0 by chance
 * @param interval where the mean lies
 */
record StudentT(double t, double p, Interval interval) {
  private static final double TAIL = 0.025;

  static StudentT of(double[] values) {
    int n = values.length;
    if (n < 2) {
      throw new IllegalArgumentException(
          "A t-test needs at least two queries, got " + n + ". Judge more questions.");
    }
    double mean = Arrays.stream(values).sum() / n;
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double standardError = Math.sqrt(squares / (n - 1) / n);
    TDistribution distribution = TDistribution.of(n - 1.0);
    double half = distribution.inverseSurvivalProbability(TAIL) * standardError;
    double t = mean == 0 ? 0 : mean / standardError;
    double p = Math.min(1, 2 * distribution.survivalProbability(Math.abs(t)));
    return new StudentT(t, p, new Interval(mean - half, mean + half));
  }
}
