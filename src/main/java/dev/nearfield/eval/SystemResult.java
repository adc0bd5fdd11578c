package dev.nearfield.eval;

/**
 * What one system answered and how good it was.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 *
 * @param system its name
 * @param run its ranking for each query
 * @param scores the measures, for each query and on average
 * @param latency how long its searches took
 * @param selfHits answers left out because their document is the query itself
 */
public record SystemResult(String system, Run run, Scores scores, Latency latency, int selfHits) {}
