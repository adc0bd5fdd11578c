package dev.nearfield.durability;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.SourceDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One step of a {@link Plan}: what it does to a store, and what it should do to a map. */
sealed interface Step {
  /** The phase in which a failure during this step is counted. */
  String phase();

  /** Whether all that went before survives a crash once this step is done. */
  default boolean commits() {
    return false;
  }

  /** Does the step, and returns the store to go on with. */
  VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen);

  /** Does to a map of documents what the step does to the store. */
  default void apply(Map<String, SourceDocument> documents) {}

  /** The documents that the step may change. */
  default Set<String> ids() {
    return Set.of();
  }

  /** Adds documents, in the place of those of the same ids. */
  record Add(List<SourceDocument> documents) implements Step {
    @Override
    public String phase() {
      return "add";
    }

    @Override
    public VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen) {
      store.addAll(documents.stream());
      return store;
    }

    @Override
    public void apply(Map<String, SourceDocument> state) {
      documents.forEach(document -> state.put(document.id(), Plan.stamped(document)));
    }

    @Override
    public Set<String> ids() {
      return documents.stream().map(SourceDocument::id).collect(Collectors.toSet());
    }
  }

  /** Gives a document other metadata. */
  record Update(String id, Metadata metadata) implements Step {
    @Override
    public String phase() {
      return "update";
    }

    @Override
    public VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen) {
      store.update(id, metadata);
      return store;
    }

    @Override
    public void apply(Map<String, SourceDocument> state) {
      state.computeIfPresent(id, (same, document) -> document.withMetadata(metadata));
    }

    @Override
    public Set<String> ids() {
      return Set.of(id);
    }
  }

  /** Deletes a document. */
  record Delete(String id) implements Step {
    @Override
    public String phase() {
      return "delete";
    }

    @Override
    public VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen) {
      store.delete(id);
      return store;
    }

    @Override
    public void apply(Map<String, SourceDocument> state) {
      state.remove(id);
    }

    @Override
    public Set<String> ids() {
      return Set.of(id);
    }
  }

  /** Deletes the documents of a year. */
  record DeleteYear(int year) implements Step {
    @Override
    public String phase() {
      return "delete";
    }

    @Override
    public VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen) {
      store.delete(Filters.eq("year", year));
      return store;
    }

    @Override
    public void apply(Map<String, SourceDocument> state) {
      Optional<MetadataValue> deleted = Metadata.of("year", year).get("year");
      state.values().removeIf(document -> document.metadata().get("year").equals(deleted));
    }
  }

  /** Takes a snapshot, for which what was added is flushed. */
  record Look() implements Step {
    @Override
    public String phase() {
      return "flush";
    }

    @Override
    public VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen) {
      try (Snapshot snapshot = store.snapshot()) {
        snapshot.count();
      }
      return store;
    }
  }

  /** Commits. */
  record Commit() implements Step {
    @Override
    public String phase() {
      return "commit";
    }

    @Override
    public boolean commits() {
      return true;
    }

    @Override
    public VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen) {
      store.commit();
      return store;
    }
  }

  /** Merges all to one segment. */
  record Merge() implements Step {
    @Override
    public String phase() {
      return "merge";
    }

    @Override
    public boolean commits() {
      return true;
    }

    @Override
    public VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen) {
      store.optimize();
      return store;
    }
  }

  /** Closes the store and opens it again. */
  record Reopen() implements Step {
    @Override
    public String phase() {
      return "close";
    }

    @Override
    public boolean commits() {
      return true;
    }

    @Override
    public VectorStore run(VectorStore store, UnaryOperator<VectorStore> reopen) {
      return reopen.apply(store);
    }
  }
}
