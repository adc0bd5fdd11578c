package dev.nearfield.search;

import dev.nearfield.search.Fusion.MinMax;
import dev.nearfield.search.Fusion.Rrf;
import dev.nearfield.search.Ranking.Scored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Makes one ranking of two. */
final class Fuser {
  private Fuser() {}

  static Ranking fuse(Fusion fusion, Ranking keyword, Ranking vector) {
    Map<Integer, Double> scores = new HashMap<>();
    switch (fusion) {
      case Rrf(int k, double keywordWeight, double vectorWeight) -> {
        addRanks(scores, keyword, k, keywordWeight);
        addRanks(scores, vector, k, vectorWeight);
      }
      case MinMax(double vectorWeight) -> {
        addShares(scores, keyword, 1 - vectorWeight);
        addShares(scores, vector, vectorWeight);
      }
    }
    return Ranking.of(
        scores.entrySet().stream()
            .map(entry -> new Scored(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static void addRanks(Map<Integer, Double> scores, Ranking side, int k, double weight) {
    int rank = 0;
    for (Scored chunk : side.chunks()) {
      rank++;
      scores.merge(chunk.doc(), weight / (k + rank), Double::sum);
    }
  }

  private static void addShares(Map<Integer, Double> scores, Ranking side, double weight) {
    ToDoubleFunction<Scored> share = share(side.chunks());
    for (Scored chunk : side.chunks()) {
      scores.merge(chunk.doc(), weight * share.applyAsDouble(chunk), Double::sum);
    }
  }

  /** Scales scores to 0 to 1; where all are equal, all are 1. */
  private static ToDoubleFunction<Scored> share(List<Scored> chunks) {
    if (chunks.isEmpty()) {
      return chunk -> 0;
    }
    double most = chunks.getFirst().score();
    double least = chunks.getLast().score();
    return most == least ? chunk -> 1 : chunk -> (chunk.score() - least) / (most - least);
  }
}
