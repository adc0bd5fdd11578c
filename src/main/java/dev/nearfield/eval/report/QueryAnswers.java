package dev.nearfield.eval.report;

import java.util.List;

/**
 * A query with the answers of systems beside each other.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param queryId which query
 * @param question its text; empty when only the judgements know it
 * @param answers one for each system
 */
public record QueryAnswers(String queryId, String question, List<SystemAnswer> answers) {
  public QueryAnswers {
    answers = List.copyOf(answers);
  }
}
