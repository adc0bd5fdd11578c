package dev.nearfield.eval.experiment;

import dev.nearfield.eval.Run;
import dev.nearfield.eval.ScoredDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much of an exact ranking another one has. */
final class Overlap {
  private Overlap() {}

  /**
   * The share of the exact ranking's first documents that are among the other's first as many, as a
   * mean over the queries that the exact search answers.
   */
  static double mean(Run run, Run exact, int cutoff) {
    return exact.queryIds().stream()
        .mapToDouble(query -> share(run.answer(query), exact.answer(query), cutoff))
        .average()
        .orElse(1);
  }

  private static double share(List<ScoredDocument> answer, List<ScoredDocument> exact, int cutoff) {
    Set<String> wanted = first(exact, cutoff);
    Set<String> found = first(answer, cutoff);
    found.retainAll(wanted);
    return (double) found.size() / wanted.size();
  }

  private static Set<String> first(List<ScoredDocument> answer, int cutoff) {
    Set<String> ids = new HashSet<>();
    answer.stream().limit(cutoff).forEach(document -> ids.add(document.documentId()));
    return ids;
  }
}
