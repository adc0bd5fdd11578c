package dev.nearfield.eval.experiment;

import dev.nearfield.eval.SystemResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an experiment found of one system.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="experiment"}
 *
 * @param result its answers and scores
 * @param overlaps by cutoff, the mean share of an exact search's first documents that are among its
 *     own; none for a search by words
 * @param index the collection
 * @param measured when it was measured
 * @param takenUp whether it was measured by an earlier run
 */
public record SystemOutcome(
    SystemResult result,
    Map<Integer, Double> overlaps,
    IndexFacts index,
    Instant measured,
    boolean takenUp) {
  public SystemOutcome {
    overlaps = Collections.unmodifiableMap(new LinkedHashMap<>(overlaps));
  }
}
