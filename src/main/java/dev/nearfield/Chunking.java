package dev.nearfield;

import dev.nearfield.ingest.Chunker;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.store.Manifest;

/** Which chunker a store uses: the one it is told, the collection's own, or the default. */
final class Chunking {
  private static final int MOST_TOKENS = 220;
  private static final int OVERLAP = 40;

  private Chunking() {}

  /** Of a new collection. The limit leaves room for a title within the 256 tokens of MiniLM. */
  static Chunker ofNew(StoreOptions options, ModelIdentity model) {
    if (options.chunker() != null) {
      return options.chunker();
    }
    return model.tokenLimit() == 0
        ? Chunkers.wholeDocument()
        : Chunkers.sentences(
            Math.clamp(model.tokenLimit() - OVERLAP, OVERLAP + 1, MOST_TOKENS), OVERLAP);
  }

  private static Chunker stored(String description) {
    try {
      return Chunkers.parse(description);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "The collection cuts its documents by '"
              + description
              + "', which is no chunker of Nearfield. Open it with the chunker that it was created"
              + " with.",
          e);
    }
  }

  /** Of a collection that is there. */
  static Chunker ofExisting(StoreOptions options, Manifest manifest) {
    Chunker told = options.chunker();
    if (told == null) {
      return stored(manifest.chunking());
    }
    if (!told.description().equals(manifest.chunking())) {
      throw new InvalidInputException(
          "The collection cuts its documents by "
              + manifest.chunking()
              + " and is opened with "
              + told.description()
              + ". Open it without a chunker, or add its documents to a new folder.");
    }
    return told;
  }
}
