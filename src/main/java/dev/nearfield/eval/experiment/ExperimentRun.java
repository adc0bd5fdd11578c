package dev.nearfield.eval.experiment;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.Run;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.model.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Measures the systems of an experiment. Systems that need the same collection are measured one
 * after the other on one; each result is kept as soon as it is there, and taken up by a later run
 * when data set, settings, model and version are the same.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="experiment"}
 */
public final class ExperimentRun {
  private static final String VERSION =
      Objects.requireNonNullElse(
          ExperimentRun.class.getPackage().getImplementationVersion(), "development");

  private static final int LEAST_KEPT = 100;

  private final Experiment experiment;
  private final Workplace workplace;
  private final Consumer<ExperimentEvent> progress;
  private final BeirDataset dataset;
  private final ResultFolder results;
  private final String fingerprint;
  private final Material material;
  private final Evaluation evaluation;
  private final Map<SystemSettings, SystemOutcome> outcomes = new HashMap<>();
  private final TimeToGo time = new TimeToGo();

  private ExperimentRun(
      Experiment experiment, Workplace workplace, Consumer<ExperimentEvent> progress) {
    this.experiment = experiment;
    this.workplace = workplace;
    this.progress = progress;
    this.results = new ResultFolder(workplace.results());
    this.dataset = BeirDataset.open(experiment.dataset());
    this.fingerprint = Fingerprint.of(dataset, experiment.split());
    this.material =
        experiment
            .stacking()
            .<Material>map(stacking -> StackedVolumes.of(dataset, stacking))
            .orElseGet(() -> new Material.Documents(dataset));
    this.evaluation =
        new Evaluation(
            dataset.queries(experiment.split()),
            dataset.qrels(experiment.split()),
            experiment.measures(),
            experiment.keepIdentical());
  }

  /**
   * Measures what was not measured before.
   *
   * @param progress is told of each system, and of collections that are made
   * @return what was found, in the order of the experiment's systems
   * @throws InvalidInputException when the data set is malformed, or a collection holds other
   *     documents than those of the data set
   */
  public static ExperimentReport of(
      Experiment experiment, Workplace workplace, Consumer<ExperimentEvent> progress) {
    try (var models = new OpenModels(workplace)) {
      return new ExperimentRun(experiment, workplace, progress).run(models);
    }
  }

  private ExperimentReport run(OpenModels models) {
    Map<IndexSettings, List<SystemSettings>> left = new LinkedHashMap<>();
    for (SystemSettings system : experiment.systems()) {
      Optional<SystemOutcome> kept = kept(system, models.get(system.index().model()));
      if (kept.isPresent()) {
        tell(system, kept.get(), 0, 0);
      } else {
        left.computeIfAbsent(system.index(), index -> new ArrayList<>()).add(system);
      }
    }
    int collections = left.size();
    for (Map.Entry<IndexSettings, List<SystemSettings>> one : left.entrySet()) {
      collections--;
      measure(one.getKey(), one.getValue(), models.get(one.getKey().model()), collections);
    }
    return new ExperimentReport(
        experiment,
        evaluation,
        models.identities(),
        experiment.systems().stream()
            .map(system -> Objects.requireNonNull(outcomes.get(system), system.name()))
            .toList());
  }

  private Optional<SystemOutcome> kept(SystemSettings system, Embedder embedder) {
    return workplace.takingUp() && !system.search().isLearned()
        ? results.find(key(system, embedder), system, evaluation.qrels(), experiment.measures())
        : Optional.empty();
  }

  private void measure(
      IndexSettings index, List<SystemSettings> systems, Embedder embedder, int collectionsLeft) {
    Instant start = Instant.now();
    String name = index.collectionName(material.name());
    long documents = material.documents();
    try (OpenCollection collection =
        OpenCollection.of(
            material,
            index,
            workplace.collections(),
            embedder,
            report -> progress.accept(new ExperimentEvent.Indexing(name, documents, report)),
            store -> teach(store, name, embedder, systems))) {
      time.opened(Duration.between(start, Instant.now()));
      for (SystemSettings system : systems) {
        Instant begun = Instant.now();
        SystemOutcome outcome = measure(collection, system);
        if (!system.search().isLearned()) {
          results.keep(key(system, embedder), outcome);
        }
        time.measured(Duration.between(begun, Instant.now()));
        tell(system, outcome, experiment.systems().size() - outcomes.size() - 1, collectionsLeft);
      }
    }
  }

  private void teach(
      VectorStore store, String collection, Embedder embedder, List<SystemSettings> systems) {
    experiment
        .learning()
        .map(
            learning ->
                new Lesson(
                    dataset,
                    learning,
                    evaluation,
                    line -> progress.accept(new ExperimentEvent.Learning(collection, line))))
        .ifPresent(lesson -> lesson.give(store, embedder, systems));
  }

  private SystemOutcome measure(OpenCollection collection, SystemSettings system) {
    SystemSettings learned = collection.learned(system, experiment.learning().isPresent());
    SystemResult result = collection.measure(evaluation, learned);
    return new SystemOutcome(
        shortened(result),
        collection.overlaps(evaluation, learned, result, experiment.overlaps()),
        collection.facts(),
        Instant.now(),
        false);
  }

  /** Without the documents that no measure looks at: rankings are long, and systems many. */
  private SystemResult shortened(SystemResult result) {
    OptionalInt cutoff = experiment.deepestCutoff();
    if (cutoff.isEmpty()) {
      return result;
    }
    Run.Builder run = Run.builder();
    for (String query : result.run().queryIds()) {
      result.run().answer(query).stream()
          .limit(Math.max(cutoff.getAsInt(), LEAST_KEPT))
          .forEach(document -> run.add(query, document.documentId(), document.score()));
    }
    return new SystemResult(
        result.system(),
        result.settings(),
        run.build(),
        result.scores(),
        result.latency(),
        result.selfHits());
  }

  private void tell(
      SystemSettings system, SystemOutcome outcome, int systemsLeft, int collectionsLeft) {
    outcomes.put(system, outcome);
    progress.accept(
        new ExperimentEvent.Measured(
            outcome,
            outcomes.size(),
            experiment.systems().size(),
            time.estimate(systemsLeft, collectionsLeft)));
  }

  /** A hash of all that a result depends on. */
  private String key(SystemSettings system, Embedder embedder) {
    return new Fingerprint()
        .add(VERSION)
        .add(fingerprint)
        .add(experiment.stacking().map(Stacking::toString).orElse(""))
        .add(Boolean.toString(experiment.keepIdentical()))
        .add(experiment.deepestCutoff().toString())
        .add(experiment.overlaps().toString())
        .add(system.toMap())
        .add(embedder.identity().toString())
        .add(embedder.identity().revision())
        .add(embedder.identity().queryPrefix())
        .add(embedder.identity().documentPrefix())
        .add(Integer.toString(embedder.identity().tokenLimit()))
        .hex();
  }
}
