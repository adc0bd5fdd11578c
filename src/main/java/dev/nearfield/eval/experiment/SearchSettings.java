package dev.nearfield.eval.experiment;

import dev.nearfield.filter.Filter;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a system's searches. All of them are told in its requests, so that what a
 * collection would do unless told has no part in a figure.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="settings"}
 *
 * @param mode what to rank by
 * @param fusion how a hybrid search makes one ranking of two
 * @param candidates how many chunks each side ranks
 * @param bm25 the parameters of the keyword side
 * @param filter the condition on documents, or null
 * @param exact whether the vector side compares with every vector
 */
public record SearchSettings(
    SearchMode mode,
    Fusion fusion,
    int candidates,
    Bm25 bm25,
    @Nullable Filter filter,
    boolean exact) {

  private static final List<String> FUSIONS = List.of("minmax", "rrf", "rerank");
  private static final List<String> OF_KEYWORD = List.of("mode", "candidates", "k1", "b", "filter");
  private static final List<String> OF_VECTOR = List.of("mode", "candidates", "exact", "filter");
  static final List<String> KEYS =
      List.of("mode", "fusion", "weight", "k", "candidates", "k1", "b", "exact", "filter");

  public SearchSettings {
    if (candidates < 1 || candidates > SearchRequest.MOST) {
      throw new IllegalArgumentException(
          "candidates must be between 1 and " + SearchRequest.MOST + ", got " + candidates + ".");
    }
  }

  /** A mode, and everything else as a search does it unless told. */
  public static SearchSettings of(SearchMode mode) {
    return new SearchSettings(
        mode,
        SearchRequest.DEFAULT_FUSION,
        SearchRequest.DEFAULT_CANDIDATES,
        SearchRequest.DEFAULT_BM25,
        null,
        false);
  }

  /** With another number of candidates. */
  public SearchSettings candidates(int candidates) {
    return new SearchSettings(mode, fusion, candidates, bm25, filter, exact);
  }

  /** Comparing with every vector. */
  public SearchSettings exactly() {
    return new SearchSettings(mode, fusion, candidates, bm25, filter, true);
  }

  /** The settings of a search that a mode has; all of them for a name that is no mode. */
  static List<String> keys(String mode) {
    return switch (mode) {
      case "keyword" -> OF_KEYWORD;
      case "vector" -> OF_VECTOR;
      default -> KEYS;
    };
  }

  static SearchMode readMode(SettingReader settings) {
    return settings.oneOf("mode", SearchMode.values(), SearchMode.HYBRID);
  }

  static SearchSettings read(SearchMode mode, SettingReader settings) {
    SearchSettings usual = of(mode);
    Fusion fusion = mode == SearchMode.HYBRID ? readFusion(settings) : usual.fusion;
    int candidates = settings.whole("candidates", usual.candidates);
    Bm25 bm25 = mode == SearchMode.VECTOR ? usual.bm25 : readBm25(settings, usual.bm25);
    Filter filter =
        settings
            .text("filter")
            .map(text -> SettingReader.made("filter", () -> Filter.parse(text)))
            .orElse(null);
    boolean exact = mode != SearchMode.KEYWORD && settings.yesOrNo("exact");
    return SettingReader.made(
        "candidates", () -> new SearchSettings(mode, fusion, candidates, bm25, filter, exact));
  }

  private static Fusion readFusion(SettingReader settings) {
    String kind = settings.choice("fusion", FUSIONS, FUSIONS.getFirst());
    if (kind.equals("rerank")) {
      return Fusion.rerank();
    }
    double weight = settings.number("weight", 0.5);
    if (!(weight >= 0 && weight <= 1)) {
      throw SettingReader.wrong("weight", "must be between 0 and 1, got " + weight + ".", null);
    }
    if (kind.equals("minmax")) {
      return Fusion.minMax(weight);
    }
    int k = settings.whole("k", 60);
    return SettingReader.made("k", () -> new Fusion.Rrf(k, 1 - weight, weight));
  }

  private static Bm25 readBm25(SettingReader settings, Bm25 usual) {
    double k1 = settings.number("k1", usual.k1());
    double b = settings.number("b", usual.b());
    return SettingReader.made(b >= 0 && b <= 1 ? "k1" : "b", () -> new Bm25(k1, b));
  }

  /** As names and values that {@link SystemSettings#parse} reads, those that the mode has. */
  public Map<String, String> toMap() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("mode", SettingReader.name(mode));
    switch (fusion) {
      case Fusion.MinMax(double vectorWeight) -> {
        all.put("fusion", "minmax");
        all.put("weight", Double.toString(vectorWeight));
      }
      case Fusion.Rrf(int k, double keywordWeight, double vectorWeight) -> {
        all.put("fusion", "rrf");
        all.put("weight", Double.toString(vectorWeight / (keywordWeight + vectorWeight)));
        all.put("k", Integer.toString(k));
      }
      case Fusion.Rerank rerank -> all.put("fusion", "rerank");
    }
    all.put("candidates", Integer.toString(candidates));
    all.put("k1", Double.toString(bm25.k1()));
    all.put("b", Double.toString(bm25.b()));
    if (exact) {
      all.put("exact", "true");
    }
    if (filter != null) {
      all.put("filter", filter.toString());
    }
    all.keySet().retainAll(keys(SettingReader.name(mode)));
    return all;
  }

  /** The request of a question, for all the chunks that each side ranks. */
  public SearchRequest request(String question) {
    SearchRequest request =
        SearchRequest.of(mode, question)
            .limit(candidates)
            .candidates(candidates)
            .fuse(fusion)
            .bm25(bm25)
            .withoutDistances()
            .withoutAdapter();
    SearchRequest where = filter == null ? request : request.where(filter);
    return exact ? where.exactly() : where;
  }

  /** Every name of a setting of a search or a collection, in the order to tell them. */
  static List<String> allKeys() {
    return Stream.concat(KEYS.stream(), IndexSettings.KEYS.stream()).toList();
  }
}
