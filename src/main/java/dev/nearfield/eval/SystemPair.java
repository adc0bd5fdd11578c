package dev.nearfield.eval;

/**
 * Two systems over the same queries.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="compare"}
 *
 * @param first the name of one
 * @param second the name of the other, which it is compared with
 * @param difference the mean of the first's values less the second's
 * @param interval where the true difference lies; for this pair alone, not corrected
 * @param wins queries at which the first is better
 * @param ties queries at which they are equal
 * @param losses queries at which the first is worse
 * @param randomisation Fisher's randomisation test, see {@link Significance}
 * @param student Student's paired t-test
 */
public record SystemPair(
    String first,
    String second,
    double difference,
    Interval interval,
    int wins,
    int ties,
    int losses,
    TestResult randomisation,
    TestResult student) {

  /** The level below which a corrected p-value is called significant. */
  public static final double LEVEL = 0.05;

  /** Whether the systems differ by more than chance, by the corrected randomisation test. */
  public boolean isSignificant() {
    return randomisation.corrected() < LEVEL;
  }

  /** The same comparison from the other side. */
  SystemPair turned() {
    Interval turned = new Interval(-interval.high(), -interval.low());
    return new SystemPair(
        second, first, -difference, turned, losses, ties, wins, randomisation, student);
  }
}
