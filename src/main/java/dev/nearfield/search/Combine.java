package dev.nearfield.search;

/**
 * What to do with several questions in one request.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="combine"}
 */
public enum Combine {
  /** One search: the mean of the embeddings, and the words of all texts. */
  AVERAGE,
  /** A search each, their rankings fused by reciprocal rank (k = 60). */
  FUSE
}
