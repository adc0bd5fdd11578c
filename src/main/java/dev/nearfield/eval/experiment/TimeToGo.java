package dev.nearfield.eval.experiment;

import java.time.Duration;
import java.util.Optional;

/** Estimates the rest of a run by what its parts took so far, on average. */
final class TimeToGo {
  private final Average systems = new Average();
  private final Average collections = new Average();

  private static final class Average {
    private Duration sum = Duration.ZERO;
    private int count;

    void add(Duration one) {
      sum = sum.plus(one);
      count++;
    }

    Duration times(int more) {
      return count == 0 ? Duration.ZERO : sum.multipliedBy(more).dividedBy(count);
    }
  }

  void measured(Duration took) {
    systems.add(took);
  }

  void opened(Duration took) {
    collections.add(took);
  }

  /** For as many systems and collections; empty when no system was measured yet. */
  Optional<Duration> estimate(int systemsLeft, int collectionsLeft) {
    return systems.count == 0
        ? Optional.empty()
        : Optional.of(systems.times(systemsLeft).plus(collections.times(collectionsLeft)));
  }
}
