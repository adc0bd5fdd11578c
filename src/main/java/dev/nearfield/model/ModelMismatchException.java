package dev.nearfield.model;

import java.nio.file.Path;

/**
 * A collection or a cache was opened with a model other than the one that its embeddings come from.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="errors"}
 */
public final class ModelMismatchException extends NearfieldException {
  private static final long serialVersionUID = 1L;

  private final String stored;
  private final String given;

  private ModelMismatchException(String stored, String given, String message) {
    super(message);
    this.stored = stored;
    this.given = given;
  }

  /** A collection that is opened with a model other than its own. */
  public static ModelMismatchException opening(
      Path folder, ModelIdentity stored, ModelIdentity given) {
    return new ModelMismatchException(
        stored.toString(),
        given.toString(),
        "Collection "
            + folder
            + " holds embeddings of "
            + stored
            + " and is opened with "
            + given
            + ". Open it with the model that it names, or add its documents to a new folder with"
            + " the other model.");
  }

  /**
   * An embedding cache that is opened with a model other than its own.
   *
   * @param stored what is different about the model of the cache, such as {@code revision 'abc'}
   * @param given the same of the model that it is opened with
   */
  public static ModelMismatchException openingCache(Path folder, String stored, String given) {
    return new ModelMismatchException(
        stored,
        given,
        "Embedding cache "
            + folder
            + " holds embeddings of a model with "
            + stored
            + " and is opened with "
            + given
            + ". Delete the folder, or name another one for this model.");
  }

  /** A collection whose query adapter was trained for a model other than its own. */
  public static ModelMismatchException adapting(ModelIdentity stored, ModelIdentity given) {
    return new ModelMismatchException(
        stored.toString(),
        given.toString(),
        "The collection holds embeddings of "
            + stored
            + ", and the query adapter was trained for "
            + given
            + ". Train one for this collection (nearfield adapt), or remove it (nearfield adapt"
            + " --remove).");
  }

  /** The model written in the collection. */
  public String stored() {
    return stored;
  }

  /** The model it was opened with. */
  public String given() {
    return given;
  }
}
