package dev.nearfield.search;

import java.util.Arrays;

/** The shares of the nearest that were found for each of some questions. */
final class Shares {
  /** Of the normal distribution, one-sided. */
  private static final double QUANTILE_95 = 1.645;

  private final double[] shares;

  Shares(double[] shares) {
    this.shares = shares;
  }

  double mean() {
    return Arrays.stream(shares).average().orElseThrow();
  }

  /** The standard error of the mean. */
  double error() {
    return error(shares);
  }

  /**
   * The lower end of the one-sided 95 % confidence interval of the mean. One more question of which
   * nothing was found is counted, so that no finite number of questions proves a recall of 1.
   */
  double lower() {
    double[] withFailure = Arrays.copyOf(shares, shares.length + 1);
    return Math.max(
        0, Arrays.stream(withFailure).average().orElseThrow() - QUANTILE_95 * error(withFailure));
  }

  private static double error(double[] shares) {
    double mean = Arrays.stream(shares).average().orElseThrow();
    double squares = Arrays.stream(shares).map(share -> (share - mean) * (share - mean)).sum();
    return Math.sqrt(squares / Math.max(1, shares.length - 1) / shares.length);
  }
}
