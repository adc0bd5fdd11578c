package dev.nearfield.search;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a search does unless it is told: a collection may have settings of its own, which its
 * manifest keeps as names and values.
 *
 * {@snippet class="dev.nearfield.examples.TuningExamplesTest" region="defaults"}
 *
 * @param fusion how the two sides of a hybrid search become one
 * @param candidates how many chunks each side ranks, 1 to {@value SearchRequest#MOST}
 * @param bm25 the parameters of BM25
 */
public record SearchDefaults(Fusion fusion, int candidates, Bm25 bm25) {
  /** The settings of a collection that has none of its own. */
  public static final SearchDefaults STANDARD =
      new SearchDefaults(
          SearchRequest.DEFAULT_FUSION,
          SearchRequest.DEFAULT_CANDIDATES,
          SearchRequest.DEFAULT_BM25);

  private static final String FUSION = "fusion";
  private static final String RRF_K = "fusion.k";
  private static final String KEYWORD_WEIGHT = "fusion.keyword-weight";
  private static final String VECTOR_WEIGHT = "fusion.vector-weight";
  private static final String CANDIDATES = "candidates";
  private static final String BM25_K1 = "bm25.k1";
  private static final String BM25_B = "bm25.b";

  public SearchDefaults {
    SearchRequest.requireBetween("candidates", candidates, 1, SearchRequest.MOST);
  }

  /** As names and values, which {@link #of} reads back. */
  public Map<String, String> toSettings() {
    Map<String, String> settings = new TreeMap<>();
    switch (fusion) {
      case Fusion.MinMax(double vectorWeight) -> {
        settings.put(FUSION, "minmax");
        settings.put(VECTOR_WEIGHT, Double.toString(vectorWeight));
      }
      case Fusion.Rrf(int k, double keywordWeight, double vectorWeight) -> {
        settings.put(FUSION, "rrf");
        settings.put(RRF_K, Integer.toString(k));
        settings.put(KEYWORD_WEIGHT, Double.toString(keywordWeight));
        settings.put(VECTOR_WEIGHT, Double.toString(vectorWeight));
      }
      case Fusion.Rerank rerank -> settings.put(FUSION, "rerank");
    }
    settings.put(CANDIDATES, Integer.toString(candidates));
    settings.put(BM25_K1, Double.toString(bm25.k1()));
    settings.put(BM25_B, Double.toString(bm25.b()));
    return settings;
  }

  /**
   * The settings of names and values; {@link #STANDARD} for none.
   *
   * @throws IllegalArgumentException for a name that is missing or unknown, or a value that is no
   *     setting
   */
  public static SearchDefaults of(Map<String, String> settings) {
    if (settings.isEmpty()) {
      return STANDARD;
    }
    Map<String, String> left = new TreeMap<>(settings);
    String fusion = take(left, FUSION);
    SearchDefaults read =
        new SearchDefaults(
            switch (fusion) {
              case "minmax" -> Fusion.minMax(number(left, VECTOR_WEIGHT));
              case "rrf" ->
                  new Fusion.Rrf(
                      whole(left, RRF_K),
                      number(left, KEYWORD_WEIGHT),
                      number(left, VECTOR_WEIGHT));
              case "rerank" -> Fusion.rerank();
              default ->
                  throw new IllegalArgumentException(
                      "fusion must be minmax, rrf or rerank, got '" + fusion + "'.");
            },
            whole(left, CANDIDATES),
            new Bm25(number(left, BM25_K1), number(left, BM25_B)));
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "A search has no setting '" + left.keySet().iterator().next() + "' beside these.");
    }
    return read;
  }

  private static String take(Map<String, String> left, String name) {
    String value = left.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("The setting '" + name + "' is missing.");
    }
    return value;
  }

  private static int whole(Map<String, String> left, String name) {
    String value = take(left, name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number, got '" + value + "'.", e);
    }
  }

  private static double number(Map<String, String> left, String name) {
    String value = take(left, name);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, got '" + value + "'.", e);
    }
  }

  /** In words, such as {@code min-max 0.5, 200 candidates, BM25 k1 0.9 b 0.4}. */
  @Override
  public String toString() {
    String fused =
        switch (fusion) {
          case Fusion.MinMax(double vectorWeight) -> "min-max " + plain(vectorWeight);
          case Fusion.Rrf(int k, double keywordWeight, double vectorWeight) ->
              "RRF k " + k + " weights " + plain(keywordWeight) + " and " + plain(vectorWeight);
          case Fusion.Rerank rerank -> "rerank";
        };
    return fused
        + ", "
        + candidates
        + " candidates, BM25 k1 "
        + plain(bm25.k1())
        + " b "
        + plain(bm25.b());
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e6
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
