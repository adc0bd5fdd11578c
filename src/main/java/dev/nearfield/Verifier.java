package dev.nearfield;

import dev.nearfield.store.CollectionCheck;
import dev.nearfield.store.Verification;
import java.nio.file.Path;

/**
 * Verifies the last commit of a collection: whether it is as it was written. Takes no lock and
 * writes nothing, so a store may write beside it.
 *
 * {@snippet class="dev.nearfield.examples.RepairExamplesTest" region="verify"}
 */
public final class Verifier {
  private Verifier() {}

  /** Checks everything but what needs the model. */
  public static Verification verify(Path folder) {
    return verify(folder, VerifyOptions.everything());
  }

  /**
   * Checks a collection. What is wrong with it is in the answer and no exception.
   *
   * @throws dev.nearfield.model.NotACollectionException when the folder holds no commit at all
   * @throws dev.nearfield.model.StorageException when a file cannot be read for another reason than
   *     that it is damaged
   */
  public static Verification verify(Path folder, VerifyOptions options) {
    if (options.fast()) {
      return CollectionCheck.fast(folder).withSample("none, because only files were checked");
    }
    ContentCheck contents = new ContentCheck(new EmbeddingSample(options));
    return CollectionCheck.full(folder, contents).withSample(contents.sampled());
  }
}
