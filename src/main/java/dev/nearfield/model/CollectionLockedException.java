package dev.nearfield.model;

import java.nio.file.Path;

/**
 * A second writer on a collection: one store writes at a time, any number read.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="errors"}
 */
public final class CollectionLockedException extends NearfieldException {
  private static final long serialVersionUID = 1L;

  private final transient Path directory;
  private final String holder;

  public CollectionLockedException(Path directory, String holder, Throwable cause) {
    super(
        "Collection "
            + directory
            + " is open for writing elsewhere ("
            + holder
            + "). Close that store first, or open this collection read-only.",
        cause);
    this.directory = directory;
    this.holder = holder;
  }

  /** The collection's folder. */
  public Path directory() {
    return directory;
  }

  /** Who holds the collection, as far as is known: process, host and time. */
  public String holder() {
    return holder;
  }
}
