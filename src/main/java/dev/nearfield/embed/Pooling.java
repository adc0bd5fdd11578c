package dev.nearfield.embed;

/**
 * How the vectors of a text's tokens become the vector of the text.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="card"}
 */
public enum Pooling {
  /** The mean over all tokens. */
  MEAN,
  /** The vector of the first token. */
  CLS,
  /** The vector of the last token. */
  LAST
}
