package dev.nearfield.eval;

import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchDefaults;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A test collection's documents in a store, each as one chunk of title and text. What is in the
 * store already is not embedded again.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 */
public final class BeirIndex implements AutoCloseable {
  private final BeirDataset dataset;
  private final Embedder embedder;
  private final VectorStore store;

  private BeirIndex(BeirDataset dataset, Embedder embedder, VectorStore store) {
    this.dataset = dataset;
    this.embedder = embedder;
    this.store = store;
  }

  /** Opens or creates the store; the embedder is closed with it. */
  public static BeirIndex open(BeirDataset dataset, Path folder, Embedder embedder) {
    return open(dataset, folder, embedder, StoreOptions.defaults());
  }

  /**
   * As {@link #open(BeirDataset, Path, Embedder)}, with options.
   *
   * @throws InvalidInputException when the store is there and has another analyzer
   */
  public static BeirIndex open(
      BeirDataset dataset, Path folder, Embedder embedder, StoreOptions options) {
    try {
      VectorStore store =
          VectorStore.open(folder, embedder, options.chunker(Chunkers.wholeDocument()));
      try {
        requireAnalyzer(folder, store, options.analyzer());
        return new BeirIndex(dataset, embedder, store);
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
    } catch (RuntimeException e) {
      embedder.close();
      throw e;
    }
  }

  /** A figure must not carry the name of an analyzer that it was not measured with. */
  private static void requireAnalyzer(Path folder, VectorStore store, String wanted) {
    String analyzer = store.manifest().analyzer();
    if (!analyzer.equals(wanted)) {
      throw new InvalidInputException(
          "Collection "
              + folder
              + " was created with the analyzer '"
              + analyzer
              + "', not '"
              + wanted
              + "'. Name that one, or give another folder.");
    }
  }

  /** Adds the documents that are new or changed, and commits. */
  public IngestReport update(Consumer<IngestReport> progress) {
    try (Stream<SourceDocument> documents = dataset.documents()) {
      IngestReport report = store.addAll(documents, progress);
      store.commit();
      return report;
    }
  }

  /** The model that makes the embeddings, with the hash of its file. */
  public ModelIdentity model() {
    return embedder.identity();
  }

  /** How the collection searches where a request does not tell. */
  public SearchDefaults searchDefaults() {
    return store.searchDefaults();
  }

  /** Documents of another set, or of an older state of this one, would compete in every figure. */
  private void requireNoOthers(Snapshot snapshot) {
    long expected = dataset.documentCount();
    if (snapshot.count() != expected) {
      throw new InvalidInputException(
          "The collection holds "
              + snapshot.count()
              + " documents and "
              + dataset.name()
              + " has "
              + expected
              + ", so others would be measured with it. Name another collection, or delete its"
              + " folder to have it made anew.");
    }
  }

  /** The store that holds the documents; closed with this. */
  public VectorStore store() {
    return store;
  }

  /**
   * Does nothing where the store holds the documents of the data set alone.
   *
   * @throws InvalidInputException when it does not
   */
  public void requireNoOthers() {
    try (Snapshot snapshot = store.snapshot()) {
      requireNoOthers(snapshot);
    }
  }

  /**
   * Runs the systems and reports on them.
   *
   * @throws InvalidInputException when the store does not hold the documents of the data set alone
   */
  public EvaluationReport evaluate(
      String split, Evaluation evaluation, List<SearchSystem> systems) {
    try (Snapshot snapshot = store.snapshot()) {
      requireNoOthers(snapshot);
      return new EvaluationReport(
          dataset.name(),
          split,
          model(snapshot, systems),
          snapshot.count(),
          evaluation.queries().size(),
          evaluation.run(snapshot, systems));
    }
  }

  /** The model, and the adapter that the questions go through. */
  private String model(Snapshot snapshot, List<SearchSystem> systems) {
    String name = embedder.identity().name();
    boolean adapted = systems.stream().anyMatch(system -> system.request().apply("any").adapted());
    return adapted
        ? snapshot.adapter().map(adapter -> name + " + adapter " + adapter.id()).orElse(name)
        : name;
  }

  @Override
  public void close() {
    try (embedder) {
      store.close();
    }
  }
}
