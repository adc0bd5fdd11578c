package dev.nearfield.search;

/**
 * What a search ranks by.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="mode"}
 */
public enum SearchMode {
  /** BM25 over title and text. */
  KEYWORD,
  /** Cosine similarity of embeddings. */
  VECTOR,
  /** Both, fused. */
  HYBRID
}
