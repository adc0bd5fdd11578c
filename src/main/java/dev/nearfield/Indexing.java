package dev.nearfield;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.store.Manifest;
import dev.nearfield.store.VectorIndexing;

/** Decides how a collection's vectors are indexed. */
final class Indexing {
  private Indexing() {}

  /** The manifest of a new collection with what was told. */
  static Manifest ofNew(StoreOptions options, Manifest fresh) {
    VectorIndexing told = options.indexing();
    return told == null ? fresh : fresh.indexing(told);
  }

  /** Of a collection that is there. */
  static void requireSame(StoreOptions options, Manifest manifest) {
    VectorIndexing told = options.indexing();
    if (told != null && !told.equals(manifest.indexing())) {
      throw new InvalidInputException(
          "The collection's vectors are indexed as "
              + manifest.indexing()
              + ", and it is opened with "
              + told
              + ". Open it without, or rewrite it first (nearfield rewrite).");
    }
  }
}
