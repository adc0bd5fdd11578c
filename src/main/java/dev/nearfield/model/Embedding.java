package dev.nearfield.model;

import java.util.Arrays;

/**
 * The vector of a text: one or more finite float32 components, not all zero. Immutable; equal when
 * all components are equal to the bit.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="embedding"}
 */
public final class Embedding {
  private final float[] components;
  private final double norm;

  private Embedding(float[] components, double squares) {
    this.components = components;
    this.norm = Math.sqrt(squares);
  }

  /**
   * An embedding of the given components, which are copied.
   *
   * @throws InvalidInputException for no components, NaN or infinity (naming the position), or a
   *     vector whose length is zero or overflows, because neither has a direction
   */
  public static Embedding of(float... components) {
    float[] own = components.clone();
    return new Embedding(own, checkedSquares(own));
  }

  private static double checkedSquares(float[] components) {
    if (components.length == 0) {
      throw new InvalidInputException("A vector must have at least one component, got none.");
    }
    for (int i = 0; i < components.length; i++) {
      if (!Float.isFinite(components[i])) {
        throw new InvalidInputException(
            "Component " + i + " of the vector is " + components[i] + "; it must be finite.");
      }
    }
    double squares = squares(components);
    if (!Float.isFinite((float) squares) || (float) squares < Float.MIN_NORMAL) {
      throw new InvalidInputException(
          "The vector's length is "
              + Math.sqrt(squares)
              + ", and cosine similarity needs one between 1e-19 and 1e19. Scale the vector, or"
              + " leave out the text that it stands for.");
    }
    return squares;
  }

  private static double squares(float[] components) {
    double sum = 0;
    for (float component : components) {
      sum += (double) component * component;
    }
    return sum;
  }

  /** The number of components. */
  public int dimension() {
    return components.length;
  }

  /** A copy of the components. */
  public float[] toArray() {
    return components.clone();
  }

  /** The Euclidean length. */
  public double norm() {
    return norm;
  }

  /** The embedding of the same direction and length 1. */
  public Embedding normalized() {
    float[] unit = new float[components.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (components[i] / norm);
    }
    return new Embedding(unit, squares(unit));
  }

  /**
   * The cosine of the angle to another embedding, from -1 to 1, summed in double precision.
   *
   * @throws IllegalArgumentException when the dimensions differ
   */
  public double cosine(Embedding other) {
    if (other.dimension() != dimension()) {
      throw new IllegalArgumentException(
          "Vectors of " + dimension() + " and " + other.dimension() + " dimensions have no angle.");
    }
    double dot = 0;
    for (int i = 0; i < components.length; i++) {
      dot += (double) components[i] * other.components[i];
    }
    return Math.clamp(dot / (norm * other.norm), -1, 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding embedding && Arrays.equals(components, embedding.components);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(components);
  }

  @Override
  public String toString() {
    return "Embedding[" + dimension() + " dimensions, length " + (float) norm + "]";
  }
}
