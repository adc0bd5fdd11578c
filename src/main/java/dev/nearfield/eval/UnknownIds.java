package dev.nearfield.eval;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Ids that a split's judgements name and the data set does not hold, in the order of the
 * judgements. Several public sets have such documents; they stay in the measures, where a relevant
 * document that cannot be found costs recall, as it does in trec_eval.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="queries"}
 *
 * @param queryIds judged queries that the queries file lacks; they cannot be run, and score 0
 * @param documentIds judged documents that the corpus lacks
 */
public record UnknownIds(Set<String> queryIds, Set<String> documentIds) {
  public UnknownIds {
    queryIds = Collections.unmodifiableSet(new LinkedHashSet<>(queryIds));
    documentIds = Collections.unmodifiableSet(new LinkedHashSet<>(documentIds));
  }

  /** Whether every judged id is known. */
  public boolean isEmpty() {
    return queryIds.isEmpty() && documentIds.isEmpty();
  }
}
