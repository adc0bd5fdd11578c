package dev.nearfield.store;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The metadata keys of a collection, held to a number that Lucene handles well. */
final class MetadataKeys {
  static final int MOST = 1_000;

  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  MetadataKeys(Set<String> fields) {
    fields.stream()
        .filter(field -> field.startsWith(Fields.METADATA))
        .map(MetadataFields::key)
        .forEach(keys::add);
  }

  /** Takes up the keys of a document, or refuses the document and keeps the old set. */
  synchronized void requireRoom(Metadata metadata) {
    long added = metadata.keys().stream().filter(key -> !keys.contains(key)).count();
    if (keys.size() + added > MOST) {
      throw new InvalidInputException(
          "The document's metadata would bring the collection to "
              + (keys.size() + added)
              + " different keys, and at most "
              + MOST
              + " are kept. Put names that vary into values: a list such as tags, instead of one"
              + " key for each tag.");
    }
    keys.addAll(metadata.keys());
  }
}
