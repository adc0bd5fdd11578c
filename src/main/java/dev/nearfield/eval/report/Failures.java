package dev.nearfield.eval.report;

import java.util.List;

/**
 * The failures worth reading.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param hardest queries at which the best of all systems is worst, worst first
 * @param fusionLosses for each fusion and each of its parts, where the fusion loses most to it
 * @param relevant how many relevant documents the judgements name
 * @param deep how many of them no system ranks among its first {@value #DEEP}
 * @param deepest some of those, of the best grades
 * @param unjudged documents among some system's first {@value #TOP} that nobody has judged, first
 *     those that most systems rank there
 * @param judgedShares for each system, how much of its first {@value #TOP} is judged, 0 to 1
 */
public record Failures(
    List<QueryAnswers> hardest,
    List<ChangedQueries> fusionLosses,
    int relevant,
    int deep,
    List<PlacedDocument> deepest,
    List<PlacedDocument> unjudged,
    List<Share> judgedShares) {
  /** A relevant document behind this rank counts as not found. */
  public static final int DEEP = 100;

  /** As much of a ranking as people look at. */
  public static final int TOP = 5;

  public Failures {
    hardest = List.copyOf(hardest);
    fusionLosses = List.copyOf(fusionLosses);
    deepest = List.copyOf(deepest);
    unjudged = List.copyOf(unjudged);
    judgedShares = List.copyOf(judgedShares);
  }

  /**
   * A share of a system's answers.
   *
   * @param system its name
   * @param value 0 to 1
   */
  public record Share(String system, double value) {}
}
