package dev.nearfield.model;

import org.jspecify.annotations.Nullable;

/**
 * A call on a store, view or embedder that has been closed.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="errors"}
 */
public final class StoreClosedException extends NearfieldException {
  private static final long serialVersionUID = 1L;

  public StoreClosedException(String message) {
    super(message);
  }

  public StoreClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
