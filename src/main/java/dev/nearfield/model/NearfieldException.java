package dev.nearfield.model;

import org.jspecify.annotations.Nullable;

/**
 * The root of what Nearfield throws when the store, a model or the user's data stands in the way.
 * Its message is a sentence with a next step.
 *
 * <p>An argument that is nonsense by itself ({@code limit(0)}) is an {@link
 * IllegalArgumentException} from the value that refuses it.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="errors"}
 */
public abstract class NearfieldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected NearfieldException(String message) {
    super(message);
  }

  protected NearfieldException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
