package dev.nearfield.eval.experiment;

import dev.nearfield.IngestReport;
import java.time.Duration;
import java.util.Optional;

/**
 * How a run goes on.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="experiment"}
 */
public sealed interface ExperimentEvent {

  /**
   * A collection is being made or brought up to date.
   *
   * @param collection its name
   * @param documents how many it will have
   * @param report what has been done so far
   */
  record Indexing(String collection, long documents, IngestReport report)
      implements ExperimentEvent {}

  /**
   * A collection learns.
   *
   * @param collection its name
   * @param line what has been done
   */
  record Learning(String collection, String line) implements ExperimentEvent {}

  /**
   * A system has its figures.
   *
   * @param outcome what was found
   * @param done how many systems have theirs
   * @param systems how many there are
   * @param toGo how long the others may take; empty until there is something to tell it by
   */
  record Measured(SystemOutcome outcome, int done, int systems, Optional<Duration> toGo)
      implements ExperimentEvent {}
}
