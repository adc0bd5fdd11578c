package dev.nearfield.search;

import dev.nearfield.filter.Filter;
import dev.nearfield.model.Embedding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question to a collection and what is wanted of the answer. Immutable: each method with a
 * parameter answers a changed copy.
 *
 * <p>A search ranks candidates by words, by meaning or by both; multiplies their scores (recency);
 * drops those below a minimum; keeps the best chunks of each document; orders them (by score, by a
 * key, or for diversity); and returns {@link #limit()} of them from {@link #offset()} on.
 *
 * <p>Fusion, candidates and BM25 that the request does not tell are the collection's own, which
 * {@link #unlessTold} fills in; the getters give {@link SearchDefaults#STANDARD} before that.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="request"}
 */
public final class SearchRequest {
  /** The most hits, and the most candidates, that one request may ask for. */
  public static final int MOST = 10_000;

  /** The hits returned unless told. */
  public static final int DEFAULT_LIMIT = 10;

  /** The candidates a side unless the request or the collection tells. */
  public static final int DEFAULT_CANDIDATES = 200;

  /** The fusion unless the request or the collection tells. */
  public static final Fusion DEFAULT_FUSION = Fusion.minMax(0.5);

  /** The parameters of BM25 unless the request or the collection tells. */
  public static final Bm25 DEFAULT_BM25 = Bm25.ANSERINI;

  private final Parts parts;

  private SearchRequest(Parts parts) {
    this.parts = parts;
  }

  /** The settings while a request is being made; never changed once the request is there. */
  private static final class Parts implements Cloneable {
    SearchMode mode = SearchMode.HYBRID;
    List<String> texts = List.of();
    List<Embedding> vectors = List.of();
    Combine combine = Combine.AVERAGE;
    int limit = DEFAULT_LIMIT;
    int offset;
    @Nullable Integer candidates;
    @Nullable Double recall;
    boolean exact;
    @Nullable Filter filter;
    Keywords keywords = Keywords.DEFAULT;
    @Nullable Fusion fusion;
    double minimumScore = Double.NEGATIVE_INFINITY;
    @Nullable Recency recency;
    int chunksEach;
    @Nullable SortBy sort;
    @Nullable Double diversity;
    int neighbours;
    boolean highlights;
    boolean explained;
    boolean distances = true;
    boolean adapted = true;
    @Nullable Duration timeout;
    @Nullable BooleanSupplier cancelled;

    Parts copy() {
      try {
        return (Parts) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError("Parts is Cloneable.", e);
      }
    }

    /** Whether chunks beyond the page have no part in the answer, and recall says what is found. */
    boolean ofPageAlone() {
      return recall != null
          && mode == SearchMode.VECTOR
          && (combine == Combine.AVERAGE || texts.size() + vectors.size() == 1)
          && recency == null
          && chunksEach == 0
          && sort == null
          && diversity == null;
    }

    List<@Nullable Object> values() {
      return Arrays.asList(
          mode,
          texts,
          vectors,
          combine,
          limit,
          offset,
          candidates,
          recall,
          exact,
          filter,
          keywords,
          fusion,
          minimumScore,
          recency,
          chunksEach,
          sort,
          diversity,
          neighbours,
          highlights,
          explained,
          distances,
          adapted,
          timeout,
          cancelled);
    }
  }

  private SearchRequest with(Consumer<Parts> change) {
    Parts changed = parts.copy();
    change.accept(changed);
    return new SearchRequest(changed);
  }

  private static SearchRequest of(SearchMode mode, List<String> texts, List<Embedding> vectors) {
    for (String text : texts) {
      if (text.isBlank()) {
        throw new IllegalArgumentException("The text of a search must not be blank.");
      }
      if (text.codePoints().anyMatch(SearchRequest::isSurrogate)) {
        throw new IllegalArgumentException(
            "The text of a search has half a surrogate pair. Decode it again, or cut it between"
                + " characters.");
      }
    }
    Parts parts = new Parts();
    parts.mode = mode;
    parts.texts = List.copyOf(texts);
    parts.vectors = List.copyOf(vectors);
    return new SearchRequest(parts);
  }

  /** Half a pair; a whole one is a code point beyond. */
  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** A search by words. */
  public static SearchRequest keyword(String text) {
    return of(SearchMode.KEYWORD, List.of(text), List.of());
  }

  /** A search by meaning. */
  public static SearchRequest vector(String text) {
    return of(SearchMode.VECTOR, List.of(text), List.of());
  }

  /** A search by an embedding that was made outside. */
  public static SearchRequest vector(Embedding vector) {
    return of(SearchMode.VECTOR, List.of(), List.of(vector));
  }

  /** A search by words and meaning. */
  public static SearchRequest hybrid(String text) {
    return of(SearchMode.HYBRID, List.of(text), List.of());
  }

  /** A search by words and by an embedding of them that was made outside. */
  public static SearchRequest hybrid(String text, Embedding vector) {
    return of(SearchMode.HYBRID, List.of(text), List.of(vector));
  }

  /** A search by a mode that is known only at run time. */
  public static SearchRequest of(SearchMode mode, String text) {
    return of(mode, List.of(text), List.of());
  }

  /**
   * A search by several texts, such as rewritings of one question.
   *
   * @throws IllegalArgumentException for no text or a blank one
   */
  public static SearchRequest ofTexts(SearchMode mode, List<String> texts, Combine combine) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("A search by " + mode + " must have a text.");
    }
    return of(mode, texts, List.of()).with(parts -> parts.combine = combine);
  }

  /**
   * A search by several embeddings.
   *
   * @throws IllegalArgumentException for no embedding
   */
  public static SearchRequest ofVectors(List<Embedding> vectors, Combine combine) {
    if (vectors.isEmpty()) {
      throw new IllegalArgumentException("A search by vectors must have a vector.");
    }
    return of(SearchMode.VECTOR, List.of(), vectors).with(parts -> parts.combine = combine);
  }

  /** The same wishes with another question: the mean of embeddings, by meaning alone. */
  public SearchRequest asking(List<Embedding> vectors) {
    return with(
        parts -> {
          parts.mode = SearchMode.VECTOR;
          parts.texts = List.of();
          parts.vectors = List.copyOf(vectors);
          parts.combine = Combine.AVERAGE;
        });
  }

  /** With what the request does not tell taken from these. */
  public SearchRequest unlessTold(SearchDefaults defaults) {
    return with(
        parts -> {
          parts.fusion = parts.fusion == null ? defaults.fusion() : parts.fusion;
          if (parts.candidates == null) {
            parts.candidates = parts.ofPageAlone() ? 1 : defaults.candidates();
          }
          if (parts.keywords.bm25() == null) {
            parts.keywords = parts.keywords.bm25(defaults.bm25());
          }
        });
  }

  /** What to rank by. */
  public SearchMode mode() {
    return parts.mode;
  }

  /** The question in words; empty when only vectors are given. */
  public List<String> texts() {
    return parts.texts;
  }

  /** The question's embeddings; empty when the store's embedder is to make them of the texts. */
  public List<Embedding> vectors() {
    return parts.vectors;
  }

  /** What to do with several texts or vectors. */
  public Combine combine() {
    return parts.combine;
  }

  /** The most hits returned. */
  public int limit() {
    return parts.limit;
  }

  /** With another number of hits, 1 to 10,000. */
  public SearchRequest limit(int limit) {
    requireBetween("limit", limit, 1, MOST);
    requireBetween("offset and limit together", parts.offset + limit, 1, MOST);
    return with(parts -> parts.limit = limit);
  }

  /** How many of the best hits are left out. */
  public int offset() {
    return parts.offset;
  }

  /**
   * Leaves out the best hits, to turn pages; offset and limit together at most 10,000. Beyond the
   * candidates the ranking of a hybrid search changes from page to page: set candidates to what all
   * pages together need.
   */
  public SearchRequest offset(int offset) {
    requireBetween("offset", offset, 0, MOST - 1);
    requireBetween("offset and limit together", offset + parts.limit, 1, MOST);
    return with(parts -> parts.offset = offset);
  }

  /** How many chunks each side ranks; never fewer than offset and limit together. */
  public int candidates() {
    int told = parts.candidates == null ? DEFAULT_CANDIDATES : parts.candidates;
    return Math.min(MOST, Math.max(told, parts.offset + parts.limit));
  }

  /**
   * With another number of chunks that each side ranks before they are fused, 1 to 10,000. It is
   * the beam of the graph search too: more find more, and take longer.
   */
  public SearchRequest candidates(int candidates) {
    requireBetween("candidates", candidates, 1, MOST);
    return with(parts -> parts.candidates = candidates);
  }

  /** The wanted share of the nearest chunks, or null. */
  public @Nullable Double recall() {
    return parts.recall;
  }

  /**
   * With a wanted share of the nearest chunks instead of a number to explore: the vector side walks
   * the graph as far as the collection's calibration says, or compares with every vector where that
   * is cheaper or nothing less is known to suffice. The nearest are those of the page in a search
   * by meaning alone, and all candidates where both sides or more than scores decide.
   *
   * <p>Collections of more than 10,000 vectors must be calibrated before.
   *
   * @param share 0.5 to 1, where 1 is exact
   */
  public SearchRequest recall(double share) {
    if (!(share >= 0.5 && share <= 1)) {
      throw new IllegalArgumentException(
          "recall must be between 0.5 and 1, got " + share + ". It is a share of the nearest.");
    }
    return with(parts -> parts.recall = share);
  }

  /** Whether the vector side compares with every vector. */
  public boolean exact() {
    return parts.exact || (parts.recall != null && parts.recall == 1);
  }

  /** Compares with every vector instead of using the graph. */
  public SearchRequest exactly() {
    return with(parts -> parts.exact = true);
  }

  /** The condition on documents, or null. */
  public @Nullable Filter filter() {
    return parts.filter;
  }

  /** Only documents that satisfy the filter, and the one given before if there is one. */
  public SearchRequest where(Filter filter) {
    return with(parts -> parts.filter = parts.filter == null ? filter : parts.filter.and(filter));
  }

  /** What the keyword side does with the words. */
  public Keywords keywords() {
    return parts.keywords;
  }

  /** With another treatment of the words. */
  public SearchRequest keywords(Keywords keywords) {
    return with(parts -> parts.keywords = keywords);
  }

  /** The parameters of BM25. */
  public Bm25 bm25() {
    Bm25 told = parts.keywords.bm25();
    return told == null ? DEFAULT_BM25 : told;
  }

  /** With other parameters of BM25. */
  public SearchRequest bm25(Bm25 bm25) {
    return with(parts -> parts.keywords = parts.keywords.bm25(bm25));
  }

  /** How the two sides of a hybrid search become one. */
  public Fusion fusion() {
    return parts.fusion == null ? DEFAULT_FUSION : parts.fusion;
  }

  /** With another fusion. */
  public SearchRequest fuse(Fusion fusion) {
    return with(parts -> parts.fusion = fusion);
  }

  /** The least score of a hit. */
  public double minimumScore() {
    return parts.minimumScore;
  }

  /** Without hits below a score, which is on the scale of the mode. */
  public SearchRequest minimumScore(double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("minimumScore must be a number, got NaN.");
    }
    return with(parts -> parts.minimumScore = score);
  }

  /** How scores fade with age, or null. */
  public @Nullable Recency recency() {
    return parts.recency;
  }

  /** Lets scores fade with age. */
  public SearchRequest recency(Recency recency) {
    return with(parts -> parts.recency = recency);
  }

  /** The most chunks of one document; 0 for no limit. */
  public int chunksEach() {
    return parts.chunksEach;
  }

  /** Keeps the best chunks of each document only, so that the hits are of more documents. */
  public SearchRequest chunksEach(int most) {
    requireBetween("chunksEach", most, 1, MOST);
    return with(parts -> parts.chunksEach = most);
  }

  /** What to order by instead of the score, or null. */
  public @Nullable SortBy sort() {
    return parts.sort;
  }

  /** Orders the candidates by a key. */
  public SearchRequest sort(SortBy sort) {
    return with(parts -> parts.sort = sort);
  }

  /** The weight of relevance against novelty, or null. */
  public @Nullable Double diversity() {
    return parts.diversity;
  }

  /**
   * Picks hits that differ: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998) over
   * the candidates, relevance scaled to 0 to 1.
   *
   * @param lambda 1 for relevance alone, 0 for novelty alone
   */
  public SearchRequest diversity(double lambda) {
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("lambda must be between 0 and 1, got " + lambda + ".");
    }
    return with(parts -> parts.diversity = lambda);
  }

  /** How many chunks before and behind a hit its context has. */
  public int neighbours() {
    return parts.neighbours;
  }

  /** Gives each hit a context: its chunk joined with its neighbours, 1 to 100 on either side. */
  public SearchRequest neighbours(int each) {
    requireBetween("neighbours", each, 1, 100);
    return with(parts -> parts.neighbours = each);
  }

  /** Whether hits come with the places where the question's words stand. */
  public boolean highlights() {
    return parts.highlights;
  }

  /** Gives each hit pieces of its text with the question's words marked. */
  public SearchRequest highlighted() {
    return with(parts -> parts.highlights = true);
  }

  /** Whether hits tell why they have their place. */
  public boolean explained() {
    return parts.explained;
  }

  /** Lets hits tell why they have their place. */
  public SearchRequest explain() {
    return with(parts -> parts.explained = true);
  }

  /** Whether hits tell their distance. */
  public boolean distances() {
    return parts.distances;
  }

  /** Without distances: a keyword search then needs no embedding. */
  public SearchRequest withoutDistances() {
    return with(parts -> parts.distances = false);
  }

  /** Whether the embeddings of texts go through the collection's query adapter, if it has one. */
  public boolean adapted() {
    return parts.adapted;
  }

  /** With the embeddings of texts as the model makes them, to compare. */
  public SearchRequest withoutAdapter() {
    return with(parts -> parts.adapted = false);
  }

  /** How long the search may take, or null. */
  public @Nullable Duration timeout() {
    return parts.timeout;
  }

  /** Gives what was found when the time is up, and says so in {@code Hits.complete()}. */
  public SearchRequest timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above zero, got " + timeout + ".");
    }
    return with(parts -> parts.timeout = timeout);
  }

  /** Tells whether to stop, or null. */
  public @Nullable BooleanSupplier cancelled() {
    return parts.cancelled;
  }

  /** Gives what was found once the supplier, which is asked often, answers true. */
  public SearchRequest cancelledWhen(BooleanSupplier cancelled) {
    return with(parts -> parts.cancelled = cancelled);
  }

  static void requireBetween(String name, int count, int least, int most) {
    if (count < least || count > most) {
      throw new IllegalArgumentException(
          name + " must be between " + least + " and " + most + ", got " + count + ".");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SearchRequest request && parts.values().equals(request.parts.values());
  }

  @Override
  public int hashCode() {
    return Objects.hash(parts.values().toArray());
  }

  @Override
  public String toString() {
    return "SearchRequest" + parts.values();
  }
}
