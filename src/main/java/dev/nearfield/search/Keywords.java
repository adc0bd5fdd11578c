package dev.nearfield.search;

import org.jspecify.annotations.Nullable;

/**
 * What the keyword side does with the question's words.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="keywords"}
 *
 * @param bm25 the parameters of BM25; null for the collection's own
 * @param titleBoost the weight of a word in the title beside its weight in the text, 0 or more; the
 *     text that is searched begins with the title, so that 0 does not leave titles out
 * @param phraseBoost the weight of two words that stand side by side in question and text (the
 *     sequential dependence of Metzler and Croft, SIGIR 2005), 0 or more
 * @param slop how many places such words may stand apart, 0 or more
 * @param syntax whether the text is a query of Lucene's classic query parser instead of words
 */
public record Keywords(
    @Nullable Bm25 bm25, double titleBoost, double phraseBoost, int slop, boolean syntax) {

  /** Words alone, with the collection's parameters of BM25. */
  public static final Keywords DEFAULT = new Keywords(null, 0, 0, 0, false);

  public Keywords {
    requireBoost("titleBoost", titleBoost);
    requireBoost("phraseBoost", phraseBoost);
    if (slop < 0) {
      throw new IllegalArgumentException("slop must be >= 0, got " + slop + ".");
    }
  }

  private static void requireBoost(String name, double boost) {
    if (!(boost >= 0) || boost > Float.MAX_VALUE) {
      throw new IllegalArgumentException(name + " must be finite and >= 0, got " + boost + ".");
    }
  }

  /** With other parameters of BM25. */
  public Keywords bm25(Bm25 bm25) {
    return new Keywords(bm25, titleBoost, phraseBoost, slop, syntax);
  }

  /** With another weight of titles. */
  public Keywords titleBoost(double boost) {
    return new Keywords(bm25, boost, phraseBoost, slop, syntax);
  }

  /** With another weight of neighbouring words, and how far apart they may stand. */
  public Keywords phraseBoost(double boost, int slop) {
    return new Keywords(bm25, titleBoost, boost, slop, syntax);
  }

  /** With the text read as Lucene query syntax. */
  public Keywords parsed() {
    return new Keywords(bm25, titleBoost, phraseBoost, slop, true);
  }
}
