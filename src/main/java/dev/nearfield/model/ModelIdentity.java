package dev.nearfield.model;

/**
 * What makes two embeddings comparable: they come from the same model used in the same way. Written
 * into every collection.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="given"}
 *
 * @param name the model's name, for example {@code all-minilm-l6-v2}
 * @param revision the SHA-256 of the model file, a revision of its publisher, or empty
 * @param dimension the number of components of its embeddings, 1 to 4,096
 * @param pooling how token vectors become one: {@code mean}, {@code cls}, {@code last}, or {@code
 *     given} when the embeddings come from outside
 * @param normalized whether its embeddings have length 1
 * @param queryPrefix put before a query
 * @param documentPrefix put before a document's text
 * @param tokenLimit the most tokens it sees of a text, special tokens counted; 0 when unknown
 */
public record ModelIdentity(
    String name,
    String revision,
    int dimension,
    String pooling,
    boolean normalized,
    String queryPrefix,
    String documentPrefix,
    int tokenLimit) {

  /** The most components that an embedding may have in a collection. */
  public static final int MOST_DIMENSIONS = 4_096;

  public ModelIdentity {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A model's name must not be blank.");
    }
    if (dimension < 1 || dimension > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "A model's dimension must be 1 to " + MOST_DIMENSIONS + ", got " + dimension + ".");
    }
  }

  /** The identity of embeddings that are made outside and given to the store. */
  public static ModelIdentity external(String name, int dimension) {
    return new ModelIdentity(name, "", dimension, "given", false, "", "", 0);
  }

  /** Name, dimension and the start of the revision, for messages. */
  @Override
  public String toString() {
    return name
        + " ("
        + dimension
        + " dimensions, "
        + pooling
        + (revision.isEmpty()
            ? ""
            : ", revision " + revision.substring(0, Math.min(12, revision.length())))
        + ")";
  }
}
