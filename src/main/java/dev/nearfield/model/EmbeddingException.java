package dev.nearfield.model;

import org.jspecify.annotations.Nullable;

/**
 * A model that cannot be loaded, or a text that it cannot embed.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="errors"}
 */
public final class EmbeddingException extends NearfieldException {
  private static final long serialVersionUID = 1L;

  public EmbeddingException(String message) {
    super(message);
  }

  public EmbeddingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
