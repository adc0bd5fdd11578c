package dev.nearfield.store;

import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * How Lucene compares the vectors of a collection. Both rank by cosine and score (1 + cosine) / 2;
 * stored embeddings come back exactly as given.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="manifest"}
 */
public enum VectorSimilarity {
  /** Embeddings of any length. */
  COSINE(VectorSimilarityFunction.COSINE),
  /** Embeddings of length 1, compared without dividing by their lengths, which is faster. */
  DOT_PRODUCT(VectorSimilarityFunction.DOT_PRODUCT);

  private final VectorSimilarityFunction function;

  VectorSimilarity(VectorSimilarityFunction function) {
    this.function = function;
  }

  /** Lucene's function. */
  public VectorSimilarityFunction function() {
    return function;
  }
}
