package dev.nearfield.eval;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of a collection's history of audits.
 *
 * {@snippet class="dev.nearfield.examples.AuditExamplesTest" region="audit"}
 *
 * @param time when it was
 * @param questions names the golden questions by their content; rows of other questions are not
 *     comparable
 * @param documents how many documents the collection had
 * @param chunks how many chunks
 * @param model the embedding model, with its revision
 * @param settings how the collection searched
 * @param accepted whether later audits compare with this row and those behind it only
 * @param values the mean of each measure
 */
public record AuditRow(
    Instant time,
    String questions,
    int documents,
    int chunks,
    String model,
    String settings,
    boolean accepted,
    Map<Measure, Double> values) {
  public AuditRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
