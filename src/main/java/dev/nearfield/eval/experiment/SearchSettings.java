package dev.nearfield.eval.experiment;

import dev.nearfield.filter.Filter;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a system's searches. All of them are told in its requests: what a collection has
 * learned has a part in a figure only where the system says so.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="settings"}
 *
 * @param mode what to rank by
 * @param fusion how a hybrid search makes one ranking of two
 * @param candidates how many chunks each side ranks
 * @param bm25 the parameters of the keyword side
 * @param filter the condition on documents, or null
 * @param exact whether the vector side compares with every vector
 * @param tuned whether fusion, candidates and BM25 are those that the collection was tuned to
 * @param adapted whether the embeddings of questions go through the collection's adapter
 */
public record SearchSettings(
    SearchMode mode,
    Fusion fusion,
    int candidates,
    Bm25 bm25,
    @Nullable Filter filter,
    boolean exact,
    boolean tuned,
    boolean adapted) {

  private static final List<String> FUSIONS = List.of("minmax", "rrf", "rerank");
  private static final List<String> OF_KEYWORD = List.of("mode", "candidates", "k1", "b", "filter");
  private static final List<String> OF_VECTOR =
      List.of("mode", "candidates", "exact", "filter", "adapted");
  static final List<String> KEYS =
      List.of(
          "mode",
          "fusion",
          "weight",
          "k",
          "candidates",
          "k1",
          "b",
          "exact",
          "filter",
          "tuned",
          "adapted");

  /** What a tuned collection decides. */
  private static final List<String> TUNED =
      List.of("fusion", "weight", "k", "candidates", "k1", "b");

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
        false,
        false,
        false);
  }

  /** With another number of candidates. */
  public SearchSettings candidates(int candidates) {
    return new SearchSettings(mode, fusion, candidates, bm25, filter, exact, tuned, adapted);
  }

  /** Comparing with every vector. */
  public SearchSettings exactly() {
    return new SearchSettings(mode, fusion, candidates, bm25, filter, true, tuned, adapted);
  }

  /** With what a collection was tuned to. */
  SearchSettings tunedTo(SearchDefaults defaults) {
    return new SearchSettings(
        mode,
        defaults.fusion(),
        defaults.candidates(),
        defaults.bm25(),
        filter,
        exact,
        tuned,
        adapted);
  }

  /** Whether the same settings may find something else later, because of what was learned. */
  boolean isLearned() {
    return tuned || adapted;
  }

  /** The settings of a search that a mode has; all of them for a name that is no mode. */
  private static List<String> keys(String mode) {
    return switch (mode) {
      case "keyword" -> OF_KEYWORD;
      case "vector" -> OF_VECTOR;
      default -> KEYS;
    };
  }

  /** Whether a setting has a meaning beside others, given as names and values. */
  static boolean counts(String key, Map<String, String> beside) {
    boolean decided = "true".equals(beside.get("tuned")) && TUNED.contains(key);
    return !KEYS.contains(key)
        || (keys(beside.getOrDefault("mode", "hybrid")).contains(key) && !decided);
  }

  static SearchMode readMode(SettingReader settings) {
    return settings.oneOf("mode", SearchMode.values(), SearchMode.HYBRID);
  }

  static SearchSettings read(SearchMode mode, SettingReader settings) {
    SearchSettings usual = of(mode);
    boolean tuned = mode == SearchMode.HYBRID && settings.yesOrNo("tuned");
    Fusion fusion = mode == SearchMode.HYBRID && !tuned ? readFusion(settings) : usual.fusion;
    int candidates = tuned ? usual.candidates : settings.whole("candidates", usual.candidates);
    Bm25 bm25 = mode == SearchMode.VECTOR || tuned ? usual.bm25 : readBm25(settings, usual.bm25);
    Filter filter =
        settings
            .text("filter")
            .map(text -> SettingReader.made("filter", () -> Filter.parse(text)))
            .orElse(null);
    boolean exact = mode != SearchMode.KEYWORD && settings.yesOrNo("exact");
    boolean adapted = mode != SearchMode.KEYWORD && settings.yesOrNo("adapted");
    return SettingReader.made(
        "candidates",
        () -> new SearchSettings(mode, fusion, candidates, bm25, filter, exact, tuned, adapted));
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
    all.put("exact", Boolean.toString(exact));
    all.put("tuned", Boolean.toString(tuned));
    all.put("adapted", Boolean.toString(adapted));
    all.values().removeIf("false"::equals);
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
            .withoutDistances();
    SearchRequest where = filter == null ? request : request.where(filter);
    SearchRequest ranked = exact ? where.exactly() : where;
    return adapted ? ranked : ranked.withoutAdapter();
  }

  /** Every name of a setting of a search or a collection, in the order to tell them. */
  static List<String> allKeys() {
    return Stream.concat(KEYS.stream(), IndexSettings.KEYS.stream()).toList();
  }
}
