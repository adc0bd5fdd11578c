package dev.nearfield.model;

/**
 * A chunk with the embedding that it was given.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="given"}
 *
 * @param chunk the piece of text
 * @param place its heading and page
 * @param embedding its vector
 */
public record EmbeddedChunk(Chunk chunk, Place place, Embedding embedding) {

  /** A chunk without heading and page. */
  public EmbeddedChunk(Chunk chunk, Embedding embedding) {
    this(chunk, Place.NONE, embedding);
  }
}
