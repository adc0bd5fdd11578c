package dev.nearfield.model;

/** A collection was opened with a model other than the one that its embeddings come from. */
public final class ModelMismatchException extends NearfieldException {
  private static final long serialVersionUID = 1L;

  private final String stored;
  private final String given;

  public ModelMismatchException(String stored, String given, String message) {
    super(message);
    this.stored = stored;
    this.given = given;
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
