package dev.nearfield;

import dev.nearfield.embed.Embedder;
import org.jspecify.annotations.Nullable;

/**
 * How thoroughly a collection is verified. Immutable; each method answers a changed copy.
 *
 * {@snippet class="dev.nearfield.examples.RepairExamplesTest" region="verify"}
 *
 * @param fast whether only files and manifest are looked at, and no document
 * @param sample how many chunks are embedded again and compared with their vectors, at least 0
 * @param embedder embeds them; null when there is none
 */
public record VerifyOptions(boolean fast, int sample, @Nullable Embedder embedder) {
  /** How many chunks are embedded again unless told. */
  public static final int DEFAULT_SAMPLE = 20;

  public VerifyOptions {
    if (sample < 0) {
      throw new IllegalArgumentException("The sample must be >= 0 chunks, got " + sample + ".");
    }
  }

  /** Compares each file with its checksum, and reads the manifest. */
  public static VerifyOptions filesOnly() {
    return new VerifyOptions(true, 0, null);
  }

  /** Checks everything but what needs the model. */
  public static VerifyOptions everything() {
    return new VerifyOptions(false, 0, null);
  }

  /** Embeds some chunks again; the embedder stays the caller's. */
  public VerifyOptions sample(int chunks, Embedder embedder) {
    return new VerifyOptions(fast, chunks, embedder);
  }
}
