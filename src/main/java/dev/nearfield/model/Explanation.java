package dev.nearfield.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a hit has its place.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="explanation"}
 *
 * @param keyword what the keyword side said of it; null when it did not find it or was not asked
 * @param vector what the vector side said of it; null likewise
 * @param factors what its score was multiplied with afterwards
 * @param filter the condition that it satisfies, as text, or null
 * @param exact whether the vector side compared with every vector, and not along the graph
 */
public record Explanation(
    @Nullable Side keyword,
    @Nullable Side vector,
    List<Factor> factors,
    @Nullable String filter,
    boolean exact) {
  public Explanation {
    factors = List.copyOf(factors);
  }

  /**
   * One side's word.
   *
   * @param rank the place in its ranking, from 1
   * @param score BM25, or (1 + cosine) / 2
   * @param share what it adds to the hit's score
   */
  public record Side(int rank, double score, double share) {}

  /** A multiplication of the score, such as {@code recency}. */
  public record Factor(String name, double value) {}
}
