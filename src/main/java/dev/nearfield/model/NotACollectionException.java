package dev.nearfield.model;

import java.nio.file.Path;

/**
 * A folder that does not hold a collection of a format that this version reads.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="errors"}
 */
public final class NotACollectionException extends NearfieldException {
  private static final long serialVersionUID = 1L;

  private final transient Path directory;

  public NotACollectionException(Path directory, String message) {
    super(message);
    this.directory = directory;
  }

  /** The folder that was to be opened. */
  public Path directory() {
    return directory;
  }
}
