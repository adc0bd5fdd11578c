package dev.nearfield.eval;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an audit is made. Immutable; each method answers a changed copy.
 *
 * {@snippet class="dev.nearfield.examples.AuditExamplesTest" region="audit"}
 *
 * @param thresholds by how much each measure may fall, above 0
 * @param against which earlier row it may fall from
 * @param accepted whether what is found is what later audits compare with
 * @param sample how many chunks are embedded again, at least 0
 * @param since from when on documents are new; null for the time of the accepted row, or the first
 * @param clock tells the time of the audit
 */
public record AuditOptions(
    Map<Measure, Double> thresholds,
    Against against,
    boolean accepted,
    int sample,
    @Nullable Instant since,
    Clock clock) {

  /** Which earlier row is compared with, of those with the same questions. */
  public enum Against {
    /** The best value of the measure since the last accepted row. */
    BEST,
    /** The row before. */
    LAST
  }

  public AuditOptions {
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    thresholds.forEach(
        (measure, fall) -> {
          if (!(fall > 0) || fall > 1) {
            throw new IllegalArgumentException(
                "The threshold of "
                    + measure
                    + " must be above 0 and at most 1, got "
                    + fall
                    + ".");
          }
        });
    if (sample < 0) {
      throw new IllegalArgumentException("The sample must be >= 0 chunks, got " + sample + ".");
    }
  }

  /** nDCG@10 may fall by 0.02 from the best value; 20 chunks are embedded again. */
  public static AuditOptions defaults() {
    return new AuditOptions(
        Map.of(Measure.parse("nDCG@10"), 0.02), Against.BEST, false, 20, null, Clock.systemUTC());
  }

  /** With other thresholds. */
  public AuditOptions thresholds(Map<Measure, Double> thresholds) {
    return new AuditOptions(thresholds, against, accepted, sample, since, clock);
  }

  /** Against another row. */
  public AuditOptions against(Against against) {
    return new AuditOptions(thresholds, against, accepted, sample, since, clock);
  }

  /** Takes what is found as what later audits compare with. */
  public AuditOptions accept() {
    return new AuditOptions(thresholds, against, true, sample, since, clock);
  }

  /** With another number of chunks that are embedded again. */
  public AuditOptions sample(int chunks) {
    return new AuditOptions(thresholds, against, accepted, chunks, since, clock);
  }

  /** Takes documents of this time or later for the new ones. */
  public AuditOptions since(Instant time) {
    return new AuditOptions(thresholds, against, accepted, sample, time, clock);
  }

  /** With another clock. */
  public AuditOptions clock(Clock clock) {
    return new AuditOptions(thresholds, against, accepted, sample, since, clock);
  }
}
