package dev.nearfield.eval;

import java.util.Map;

/**
 * What one system answered and how good it was.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 *
 * @param system its name
 * @param settings what it does, by the names of the settings, in the order to show them
 * @param run its ranking for each query
 * @param scores the measures, for each query and on average
 * @param latency how long its searches took
 * @param selfHits answers left out because their document is the query itself
 */
public record SystemResult(
    String system,
    Map<String, String> settings,
    Run run,
    Scores scores,
    Latency latency,
    int selfHits) {}
