package dev.nearfield.eval.experiment;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.AdapterOutcome;
import dev.nearfield.eval.AdapterSettings;
import dev.nearfield.eval.AdapterTraining;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.JudgedQueries;
import dev.nearfield.eval.Tuning;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.SearchDefaults;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets a collection learn what its systems need and it has not learned yet, as {@code nearfield
 * tune} and {@code nearfield adapt} do.
 */
final class Lesson {
  private final BeirDataset dataset;
  private final Learning learning;
  private final Evaluation reported;
  private final Consumer<String> progress;

  /**
   * @param reported what is measured afterwards, which has no part in tuning
   * @param progress is told in a line what has been done
   */
  Lesson(BeirDataset dataset, Learning learning, Evaluation reported, Consumer<String> progress) {
    this.dataset = dataset;
    this.learning = learning;
    this.reported = reported;
    this.progress = progress;
  }

  void give(VectorStore store, Embedder embedder, List<SystemSettings> systems) {
    boolean tuned = systems.stream().anyMatch(system -> system.search().tuned());
    if (tuned && store.searchDefaults().equals(SearchDefaults.STANDARD)) {
      tune(store);
    }
    boolean adapted = systems.stream().anyMatch(system -> system.search().adapted());
    if (adapted && !hasAdapter(store)) {
      adapt(store, embedder);
    }
  }

  private void tune(VectorStore store) {
    Evaluation questions =
        new Evaluation(
            dataset.queries(learning.split()),
            dataset.qrels(learning.split()),
            reported.measures(),
            reported.keepIdentical());
    try (Snapshot now = store.snapshot()) {
      store.searchDefaults(Tuning.on(questions).without(reported).run(now).chosen());
    }
    progress.accept("tuned to " + store.searchDefaults());
  }

  private static boolean hasAdapter(VectorStore store) {
    try (Snapshot now = store.snapshot()) {
      return now.adapter().isPresent();
    }
  }

  private void adapt(VectorStore store, Embedder embedder) {
    JudgedQueries train = JudgedQueries.of(dataset, learning.split());
    JudgedQueries dev = learning.dev().map(split -> JudgedQueries.of(dataset, split)).orElse(null);
    try (Snapshot now = store.snapshot()) {
      AdapterSettings settings = AdapterSettings.defaults();
      AdapterOutcome outcome =
          new AdapterTraining(now, embedder, settings, Clock.systemUTC(), progress)
              .train(train, dev);
      switch (outcome) {
        case AdapterOutcome.Learned learned -> store.adapt(learned.adapter());
        case AdapterOutcome.Refused refused -> throw new InvalidInputException(refused.reason());
      }
    }
    store.commit();
  }
}
