package dev.nearfield.eval;

/**
 * A confidence interval at 95 %, by Student's t distribution: of 100 such intervals of 100
 * repetitions, about 95 hold the true mean. It says how sure one mean is, and is not corrected for
 * many comparisons.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="compare"}
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

  /**
   * The interval of the mean of some values.
   *
   * @throws IllegalArgumentException for fewer than two values
   */
  public static Interval ofMean(double... values) {
    return StudentT.of(values).interval();
  }
}
