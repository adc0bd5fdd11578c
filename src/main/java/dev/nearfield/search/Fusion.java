package dev.nearfield.search;

/**
 * How the rankings of the keyword and the vector side become one.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="fusion"}
 */
public sealed interface Fusion {

  /** Reciprocal rank fusion of equal weights. */
  static Fusion rrf(int k) {
    return new Rrf(k, 1, 1);
  }

  /** Weighted min-max fusion; 0 is the keyword side alone, 1 the vector side alone. */
  static Fusion minMax(double vectorWeight) {
    return new MinMax(vectorWeight);
  }

  /** The keyword side's candidates ranked by meaning. */
  static Fusion rerank() {
    return new Rerank();
  }

  /**
   * Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): the sum over the sides of
   * {@code weight / (k + rank)}, ranks from 1.
   *
   * @param k how little the first ranks stand out, 1 or more; 60 in the paper
   * @param keywordWeight the keyword side's weight, 0 or more
   * @param vectorWeight the vector side's weight, 0 or more
   */
  record Rrf(int k, double keywordWeight, double vectorWeight) implements Fusion {
    public Rrf {
      if (k < 1) {
        throw new IllegalArgumentException("k must be >= 1, got " + k + ".");
      }
      requireWeight("keywordWeight", keywordWeight);
      requireWeight("vectorWeight", vectorWeight);
      if (keywordWeight + vectorWeight == 0) {
        throw new IllegalArgumentException("One of the weights must be above 0, got 0 and 0.");
      }
    }
  }

  /**
   * The convex combination of min-max normalised scores (Bruch, Gai and Ingber, TOIS 2023): each
   * side's candidates are scaled to 0 to 1, a candidate that a side did not find has 0 there.
   *
   * @param vectorWeight the vector side's share, 0 to 1; the keyword side has the rest
   */
  record MinMax(double vectorWeight) implements Fusion {
    public MinMax {
      if (!(vectorWeight >= 0 && vectorWeight <= 1)) {
        throw new IllegalArgumentException(
            "vectorWeight must be between 0 and 1, got " + vectorWeight + ".");
      }
    }
  }

  /**
   * The keyword side's candidates ranked by cosine alone: {@code (1 + cosine) / 2}. What no word of
   * the question matches is not found.
   */
  record Rerank() implements Fusion {}

  private static void requireWeight(String name, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0, got " + weight + ".");
    }
  }
}
