package dev.nearfield.eval.report;

import java.util.List;

/**
 * The queries that change most between two systems.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param system one of the two, whose answer stands second
 * @param other the other, whose answer stands first
 * @param better where the system gains most, most first
 * @param worse where it loses most, most first
 */
public record ChangedQueries(
    String system, String other, List<QueryAnswers> better, List<QueryAnswers> worse) {
  public ChangedQueries {
    better = List.copyOf(better);
    worse = List.copyOf(worse);
  }
}
