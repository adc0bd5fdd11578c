package dev.nearfield.search;

import dev.nearfield.model.Explanation;
import dev.nearfield.search.Ranking.Scored;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides of one search found, and the ranking that it makes.
 *
 * @param keyword the keyword side's ranking, empty when it was not asked
 * @param vector the vector side's ranking, empty when it was not asked
 * @param ranking the two fused
 */
record Sides(Ranking keyword, VectorSide vector, Ranking ranking) {

  Explanation.@Nullable Side keywordWord(SearchRequest request, int doc) {
    return word(keyword, shares(request, true), doc);
  }

  Explanation.@Nullable Side vectorWord(SearchRequest request, int doc) {
    return word(vector.ranking(), shares(request, false), doc);
  }

  private Map<Integer, Double> shares(SearchRequest request, boolean ofKeyword) {
    Fusion fusion =
        switch (request.mode()) {
          case KEYWORD -> null;
          case VECTOR -> null;
          case HYBRID -> request.fusion();
        };
    if (fusion == null) {
      return Map.of();
    }
    return ofKeyword
        ? Fuser.keywordShares(fusion, keyword)
        : Fuser.vectorShares(fusion, vector.ranking());
  }

  private static Explanation.@Nullable Side word(
      Ranking side, Map<Integer, Double> shares, int doc) {
    List<Scored> chunks = side.chunks();
    for (int i = 0; i < chunks.size(); i++) {
      if (chunks.get(i).doc() == doc) {
        double score = chunks.get(i).score();
        double share = shares.isEmpty() ? score : shares.getOrDefault(doc, 0.0);
        return new Explanation.Side(i + 1, score, share);
      }
    }
    return null;
  }
}
