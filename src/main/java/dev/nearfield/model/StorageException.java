package dev.nearfield.model;

import org.jspecify.annotations.Nullable;

/**
 * The disk or the index failed; the message says what is lost and what to do. {@link
 * WritesLostException} when something is lost.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="errors"}
 */
public sealed class StorageException extends NearfieldException permits WritesLostException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
