package dev.nearfield.search;

/**
 * The parameters of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009).
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="keywords"}
 *
 * @param k1 how soon repeated words stop counting, 0 or more
 * @param b how much a long text is held back, 0 to 1
 */
public record Bm25(double k1, double b) {
  /** k1 = 0.9, b = 0.4, as Anserini and Pyserini use them. */
  public static final Bm25 ANSERINI = new Bm25(0.9, 0.4);

  /** k1 = 1.2, b = 0.75, Lucene's own. */
  public static final Bm25 LUCENE = new Bm25(1.2, 0.75);

  public Bm25 {
    if (!(k1 >= 0) || Double.isInfinite(k1)) {
      throw new IllegalArgumentException("k1 must be finite and >= 0, got " + k1 + ".");
    }
    if (!(b >= 0 && b <= 1)) {
      throw new IllegalArgumentException("b must be between 0 and 1, got " + b + ".");
    }
  }
}
