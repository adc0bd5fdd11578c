package dev.nearfield.eval.report;

import java.util.List;

/**
 * A system's best documents for a query.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param system its name
 * @param value how good its answer is by the measure that is compared
 * @param best the first of its ranking
 */
public record SystemAnswer(String system, double value, List<RankedDocument> best) {
  public SystemAnswer {
    best = List.copyOf(best);
  }
}
