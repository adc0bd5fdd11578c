package dev.nearfield.model;

import org.jspecify.annotations.Nullable;

/**
 * A document, vector or file that the store refuses; the store is unchanged after it.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="errors"}
 */
public final class InvalidInputException extends NearfieldException {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
