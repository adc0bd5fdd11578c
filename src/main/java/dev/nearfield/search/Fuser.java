package dev.nearfield.search;

import dev.nearfield.search.Fusion.MinMax;
import dev.nearfield.search.Fusion.Rerank;
import dev.nearfield.search.Fusion.Rrf;
import dev.nearfield.search.Ranking.Scored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes one ranking of several: what each side adds to a chunk's score is its share. */
final class Fuser {
  private Fuser() {}

  static Ranking fuse(Fusion fusion, Ranking keyword, Ranking vector) {
    return sum(List.of(keywordShares(fusion, keyword), vectorShares(fusion, vector)));
  }

  /** Several rankings of equal weight, by reciprocal rank. */
  static Ranking fuse(List<Ranking> rankings) {
    return sum(rankings.stream().map(ranking -> ranks(ranking, 60, 1)).toList());
  }

  static Map<Integer, Double> keywordShares(Fusion fusion, Ranking side) {
    return switch (fusion) {
      case Rrf rrf -> ranks(side, rrf.k(), rrf.keywordWeight());
      case MinMax(double vectorWeight) -> scaled(side, 1 - vectorWeight);
      case Rerank rerank -> Map.of();
    };
  }

  static Map<Integer, Double> vectorShares(Fusion fusion, Ranking side) {
    return switch (fusion) {
      case Rrf rrf -> ranks(side, rrf.k(), rrf.vectorWeight());
      case MinMax(double vectorWeight) -> scaled(side, vectorWeight);
      case Rerank rerank -> scores(side);
    };
  }

  private static Ranking sum(List<Map<Integer, Double>> sides) {
    Map<Integer, Double> sums = new HashMap<>();
    sides.forEach(side -> side.forEach((doc, share) -> sums.merge(doc, share, Double::sum)));
    return Ranking.of(
        sums.entrySet().stream()
            .map(entry -> new Scored(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Map<Integer, Double> ranks(Ranking side, int k, double weight) {
    Map<Integer, Double> shares = HashMap.newHashMap(side.size());
    int rank = 0;
    for (Scored chunk : side.chunks()) {
      rank++;
      shares.put(chunk.doc(), weight / (k + rank));
    }
    return shares;
  }

  /** Scores scaled to 0 to 1; where all are equal, all are 1. */
  private static Map<Integer, Double> scaled(Ranking side, double weight) {
    Map<Integer, Double> shares = HashMap.newHashMap(side.size());
    if (!side.chunks().isEmpty()) {
      double most = side.chunks().getFirst().score();
      double least = side.chunks().getLast().score();
      for (Scored chunk : side.chunks()) {
        double share = most == least ? 1 : (chunk.score() - least) / (most - least);
        shares.put(chunk.doc(), weight * share);
      }
    }
    return shares;
  }

  private static Map<Integer, Double> scores(Ranking side) {
    Map<Integer, Double> shares = HashMap.newHashMap(side.size());
    side.chunks().forEach(chunk -> shares.put(chunk.doc(), chunk.score()));
    return shares;
  }
}
