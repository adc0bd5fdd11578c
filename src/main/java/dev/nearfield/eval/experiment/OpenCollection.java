package dev.nearfield.eval.experiment;

import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A collection of an experiment, made or brought up to date, and frozen while it is measured. */
final class OpenCollection implements AutoCloseable {
  private final Material material;
  private final String name;
  private final Snapshot snapshot;
  private final Map<SearchSettings, SystemResult> exact = new HashMap<>();

  private OpenCollection(Material material, String name, Snapshot snapshot) {
    this.material = material;
    this.name = name;
    this.snapshot = snapshot;
  }

  /**
   * @param lesson what the collection is to learn before it is frozen
   */
  static OpenCollection of(
      Material material,
      IndexSettings settings,
      Path folder,
      Embedder embedder,
      Consumer<IngestReport> progress,
      Consumer<VectorStore> lesson) {
    String name = settings.collectionName(material.name());
    Path path = folder.resolve(name);
    try (VectorStore store = VectorStore.open(path, embedder, settings.options())) {
      requireAnalyzer(path, settings, store);
      material.addTo(store, progress);
      requireNoOthers(material, path, store);
      if (segments(store) > 1) {
        store.optimize(); // how many graphs there are has a part in what they find
      }
      lesson.accept(store);
    }
    return new OpenCollection(material, name, Snapshot.open(path, embedder));
  }

  private static void requireAnalyzer(Path path, IndexSettings settings, VectorStore store) {
    String analyzer = store.manifest().analyzer();
    if (!analyzer.equals(settings.analyzer())) {
      throw new InvalidInputException(
          "Collection "
              + path
              + " was created with the analyzer '"
              + analyzer
              + "', not '"
              + settings.analyzer()
              + "'. Delete its folder to have it made anew.");
    }
  }

  private static void requireNoOthers(Material material, Path path, VectorStore store) {
    if (store.count() != material.documents()) {
      throw new InvalidInputException(
          "Collection "
              + path
              + " holds "
              + store.count()
              + " documents and "
              + material.name()
              + " has "
              + material.documents()
              + ", so others would be measured with it. Delete its folder to have it made anew.");
    }
  }

  private static int segments(VectorStore store) {
    try (Snapshot snapshot = store.snapshot()) {
      return snapshot.footprint().segments();
    }
  }

  IndexFacts facts() {
    return new IndexFacts(
        name, snapshot.count(), snapshot.chunkCount(), snapshot.footprint().totalBytes());
  }

  /**
   * The system with what the collection has learned, where it is to have a part.
   *
   * @param taught whether it has had a lesson; one that was tuned may have kept what is usual
   * @throws InvalidInputException when the collection has learned no such thing
   */
  SystemSettings learned(SystemSettings system, boolean taught) {
    SearchSettings search = system.search();
    if (search.adapted() && snapshot.adapter().isEmpty()) {
      throw unlearned(system, "an adapter", "nearfield adapt");
    }
    if (!search.tuned()) {
      return system;
    }
    if (!taught && snapshot.searchDefaults().equals(SearchDefaults.STANDARD)) {
      throw unlearned(system, "settings that it was tuned to", "nearfield tune");
    }
    return system.search(search.tunedTo(snapshot.searchDefaults()));
  }

  private InvalidInputException unlearned(SystemSettings system, String what, String command) {
    return new InvalidInputException(
        "The system '"
            + system.name()
            + "' needs "
            + what
            + ", and the collection "
            + name
            + " has none. Run "
            + command
            + " on the data set first, or say with 'learn' from which split it is to learn.");
  }

  SystemResult measure(Evaluation evaluation, SystemSettings system) {
    return material.measure(evaluation, snapshot, system.toSystem());
  }

  /** By cutoff, how much of what the exact search finds the result has. */
  Map<Integer, Double> overlaps(
      Evaluation evaluation, SystemSettings system, SystemResult result, List<Integer> cutoffs) {
    Map<Integer, Double> overlaps = new LinkedHashMap<>();
    if (cutoffs.isEmpty() || system.search().mode() == SearchMode.KEYWORD) {
      return overlaps;
    }
    SearchSettings exactly = system.search().exactly();
    SystemResult reference =
        exact.computeIfAbsent(
            exactly,
            search ->
                measure(evaluation, new SystemSettings(system.name(), system.index(), search)));
    cutoffs.forEach(
        cutoff -> overlaps.put(cutoff, Overlap.mean(result.run(), reference.run(), cutoff)));
    return overlaps;
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
