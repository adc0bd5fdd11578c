package dev.nearfield.search;

import dev.nearfield.model.Embedding;
import org.jspecify.annotations.Nullable;

/**
 * A question to a collection. Immutable: each method answers a changed copy.
 *
 * @param mode what to rank by
 * @param text the question in words; never parsed as query syntax. Null when only a vector is given
 * @param vector the question's embedding; null lets the store's embedder make it of the text
 * @param limit the most hits returned, 1 to 10,000; 10 unless told
 * @param candidates how many chunks each side ranks before they are fused and cut to the limit; the
 *     beam of the graph search too
 * @param exact whether the vector side compares with every vector instead of using the graph
 * @param fusion how the two sides of a hybrid search become one
 * @param bm25 the keyword side's parameters
 * @param distances whether hits tell their distance, which costs a keyword search the embedding of
 *     the question
 */
public record SearchRequest(
    SearchMode mode,
    @Nullable String text,
    @Nullable Embedding vector,
    int limit,
    int candidates,
    boolean exact,
    Fusion fusion,
    Bm25 bm25,
    boolean distances) {

  /** The most hits, and the most candidates, that one request may ask for. */
  public static final int MOST = 10_000;

  /** The hits returned unless told. */
  public static final int DEFAULT_LIMIT = 10;

  /** The candidates a side unless told. */
  public static final int DEFAULT_CANDIDATES = 200;

  /** The fusion unless told. */
  public static final Fusion DEFAULT_FUSION = Fusion.minMax(0.5);

  /** The parameters of BM25 unless told. */
  public static final Bm25 DEFAULT_BM25 = Bm25.LUCENE;

  public SearchRequest {
    if (text == null && (vector == null || mode != SearchMode.VECTOR)) {
      throw new IllegalArgumentException("A search by " + mode + " must have a text.");
    }
    if (text != null && text.isBlank()) {
      throw new IllegalArgumentException("The text of a search must not be blank.");
    }
    requireCount("limit", limit);
    requireCount("candidates", candidates);
  }

  private static void requireCount(String name, int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          name + " must be between 1 and " + MOST + ", got " + count + ".");
    }
  }

  /** A search by words. */
  public static SearchRequest keyword(String text) {
    return of(SearchMode.KEYWORD, text, null);
  }

  /** A search by meaning. */
  public static SearchRequest vector(String text) {
    return of(SearchMode.VECTOR, text, null);
  }

  /** A search by an embedding that was made outside. */
  public static SearchRequest vector(Embedding vector) {
    return of(SearchMode.VECTOR, null, vector);
  }

  /** A search by words and meaning. */
  public static SearchRequest hybrid(String text) {
    return of(SearchMode.HYBRID, text, null);
  }

  /** A search by words and by an embedding of them that was made outside. */
  public static SearchRequest hybrid(String text, Embedding vector) {
    return of(SearchMode.HYBRID, text, vector);
  }

  /** A search by a mode that is known only at run time. */
  public static SearchRequest of(SearchMode mode, String text) {
    return of(mode, text, null);
  }

  private static SearchRequest of(
      SearchMode mode, @Nullable String text, @Nullable Embedding vector) {
    return new SearchRequest(
        mode,
        text,
        vector,
        DEFAULT_LIMIT,
        DEFAULT_CANDIDATES,
        false,
        DEFAULT_FUSION,
        DEFAULT_BM25,
        true);
  }

  /** With another number of hits; the candidates grow with it where they would be fewer. */
  public SearchRequest limit(int limit) {
    requireCount("limit", limit);
    return new SearchRequest(
        mode, text, vector, limit, Math.max(candidates, limit), exact, fusion, bm25, distances);
  }

  /** With another number of candidates a side. */
  public SearchRequest candidates(int candidates) {
    return new SearchRequest(mode, text, vector, limit, candidates, exact, fusion, bm25, distances);
  }

  /** Compares with every vector instead of using the graph. */
  public SearchRequest exactly() {
    return new SearchRequest(mode, text, vector, limit, candidates, true, fusion, bm25, distances);
  }

  /** With another fusion. */
  public SearchRequest fuse(Fusion fusion) {
    return new SearchRequest(mode, text, vector, limit, candidates, exact, fusion, bm25, distances);
  }

  /** With other parameters of BM25. */
  public SearchRequest bm25(Bm25 bm25) {
    return new SearchRequest(mode, text, vector, limit, candidates, exact, fusion, bm25, distances);
  }

  /** Without distances: a keyword search then needs no embedding. */
  public SearchRequest withoutDistances() {
    return new SearchRequest(mode, text, vector, limit, candidates, exact, fusion, bm25, false);
  }
}
