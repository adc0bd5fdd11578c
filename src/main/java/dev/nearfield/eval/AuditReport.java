package dev.nearfield.eval;

import dev.nearfield.EmbeddingCheck;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found.
 *
 * {@snippet class="dev.nearfield.examples.AuditExamplesTest" region="audit"}
 *
 * @param history all rows, the one of this audit last
 * @param falls the measures that fell by more than their threshold
 * @param unknown judged ids that the questions or the collection do not hold
 * @param embeddings whether the model gives the stored embeddings again
 * @param drift whether newer documents are unlike older ones; null when there are too few of either
 */
public record AuditReport(
    List<AuditRow> history,
    List<Fall> falls,
    UnknownIds unknown,
    EmbeddingCheck embeddings,
    @Nullable Drift drift) {
  public AuditReport {
    history = List.copyOf(history);
    falls = List.copyOf(falls);
  }

  /**
   * A measure that fell.
   *
   * @param measure which
   * @param from its earlier value
   * @param since when that was
   * @param to its value now
   * @param threshold by how much it may fall
   */
  public record Fall(Measure measure, double from, Instant since, double to, double threshold) {}

  /** The row of this audit. */
  public AuditRow row() {
    return history.getLast();
  }

  /** Whether no measure fell and every embedding is as it was; drift alone is no fault. */
  public boolean passed() {
    return falls.isEmpty() && embeddings.different().isEmpty();
  }
}
