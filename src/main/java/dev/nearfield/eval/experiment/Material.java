package dev.nearfield.eval.experiment;

import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.SearchSystem;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.model.SourceDocument;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What an experiment searches: a test collection's documents, as they are or stacked. */
sealed interface Material permits Material.Documents, StackedVolumes {

  /** What collections of it are named by. */
  String name();

  /** How many documents a collection of it has. */
  long documents();

  /** Adds what is new or changed. */
  IngestReport addTo(VectorStore store, Consumer<IngestReport> progress);

  /** Measures one system on a collection of it. */
  SystemResult measure(Evaluation evaluation, Snapshot snapshot, SearchSystem system);

  /** The documents as they are. */
  record Documents(BeirDataset dataset) implements Material {
    @Override
    public String name() {
      return dataset.name();
    }

    @Override
    public long documents() {
      return dataset.documentCount();
    }

    @Override
    public IngestReport addTo(VectorStore store, Consumer<IngestReport> progress) {
      try (Stream<SourceDocument> documents = dataset.documents()) {
        return store.addAll(documents, progress);
      }
    }

    @Override
    public SystemResult measure(Evaluation evaluation, Snapshot snapshot, SearchSystem system) {
      return evaluation.run(snapshot, system);
    }
  }
}
