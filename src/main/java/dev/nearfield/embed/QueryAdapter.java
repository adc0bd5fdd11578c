package dev.nearfield.embed;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.StorageException;

/**
 * A linear map that moves the embedding of a question towards the documents that answer such
 * questions, learned from judgements: {@code q' = (q + qW) / |q + qW|}, where {@code q} is a row of
 * length 1. The embeddings of documents stay as they are. Immutable, safe for concurrent use.
 *
 * <p>A collection keeps one as the attachment {@link #ATTACHMENT}; its searches then apply it to
 * the embedding of every text that is asked, and to nothing else.
 *
 * {@snippet class="dev.nearfield.examples.AdapterExamplesTest" region="apply"}
 */
public final class QueryAdapter {
  /** The name of the attachment that holds a collection's adapter. */
  public static final String ATTACHMENT = "adapter";

  private final ModelIdentity model;
  private final AdapterOrigin origin;
  private final float[] weights;
  private final String hash;

  /**
   * An adapter of given weights, which are copied.
   *
   * @param model whose embeddings of questions it moves
   * @param origin what it was learned from
   * @param weights W, row after row: dimension × dimension finite numbers
   * @throws IllegalArgumentException for another number of weights, or one that is not finite
   */
  public QueryAdapter(ModelIdentity model, AdapterOrigin origin, float[] weights) {
    int wanted = model.dimension() * model.dimension();
    if (weights.length != wanted) {
      throw new IllegalArgumentException(
          "An adapter of "
              + model.name()
              + " has "
              + model.dimension()
              + " × "
              + model.dimension()
              + " = "
              + wanted
              + " weights, got "
              + weights.length
              + ".");
    }
    for (int i = 0; i < weights.length; i++) {
      if (!Float.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "Weight " + i + " of the adapter is " + weights[i] + "; it must be finite.");
      }
    }
    this.model = model;
    this.origin = origin;
    this.weights = weights.clone();
    this.hash = AdapterFormat.hash(model, origin, this.weights);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws StorageException when the bytes are damaged, or of another version
   */
  public static QueryAdapter read(byte[] bytes) {
    return AdapterFormat.read(bytes);
  }

  /** The form in which a collection keeps it; the index-format page describes it. */
  public byte[] toBytes() {
    return AdapterFormat.write(model, origin, weights);
  }

  /** The model whose embeddings of questions it moves. */
  public ModelIdentity model() {
    return model;
  }

  /** What it was learned from. */
  public AdapterOrigin origin() {
    return origin;
  }

  /** A copy of W, row after row. */
  public float[] weights() {
    return weights.clone();
  }

  /** The SHA-256 of all that makes it, in hexadecimal digits. */
  public String hash() {
    return hash;
  }

  /**
   * The embedding of a question, adapted; of length 1.
   *
   * @throws IllegalArgumentException for an embedding of another dimension than the model's
   */
  public Embedding apply(Embedding question) {
    int dimension = model.dimension();
    if (question.dimension() != dimension) {
      throw new IllegalArgumentException(
          "The adapter moves vectors of "
              + dimension
              + " dimensions, got one of "
              + question.dimension()
              + ".");
    }
    float[] unit = question.normalized().toArray();
    float[] moved = unit.clone();
    for (int row = 0; row < dimension; row++) {
      float component = unit[row];
      for (int column = 0; column < dimension; column++) {
        moved[column] += component * weights[row * dimension + column];
      }
    }
    return Embedding.of(moved).normalized();
  }

  /** The first 12 digits of the hash, by which reports name it. */
  public String id() {
    return hash.substring(0, 12);
  }

  /** The id and where it comes from, for messages. */
  @Override
  public String toString() {
    return id() + " (" + origin + ")";
  }
}
