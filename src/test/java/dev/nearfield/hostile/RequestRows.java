package dev.nearfield.hostile;

import static dev.nearfield.hostile.Row.api;
import static dev.nearfield.hostile.Row.asked;
import static dev.nearfield.hostile.Treatment.answered;
import static dev.nearfield.hostile.Treatment.refused;

import dev.nearfield.Snapshot;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.json.FilterJson;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Combine;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.Keywords;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests and filters. */
final class RequestRows {
  private RequestRows() {}

  static Stream<Row> numbers() {
    return Stream.of(
        nonsense("a limit of 0", "between 1 and 10000, got 0", () -> rail().limit(0)),
        nonsense("a negative limit", "got -1", () -> rail().limit(-1)),
        nonsense("a limit of a billion", "got 1000000000", () -> rail().limit(1_000_000_000)),
        nonsense(
            "a billion candidates", "candidates must be", () -> rail().candidates(1_000_000_000)),
        nonsense(
            "an offset that overflows with the limit",
            "offset must be",
            () -> rail().offset(Integer.MAX_VALUE)),
        asked("an offset behind the last hit", answered(), () -> rail().offset(9_990)),
        nonsense("a minimum score of NaN", "got NaN", () -> rail().minimumScore(Double.NaN)),
        nonsense("a diversity of NaN", "lambda must be", () -> rail().diversity(Double.NaN)),
        nonsense("a fusion of weight NaN", "got NaN", () -> rail().fuse(Fusion.minMax(Double.NaN))),
        nonsense("a fusion of k 0", "k must be >= 1", () -> rail().fuse(Fusion.rrf(0))),
        nonsense(
            "BM25 with an infinite k1",
            "k1 must be finite",
            () -> rail().bm25(new Bm25(Double.POSITIVE_INFINITY, 0.4))),
        nonsense(
            "a timeout in the past", "above zero", () -> rail().timeout(Duration.ofSeconds(-1))),
        asked(
            "a timeout of 292 billion years",
            answered("rail"),
            () -> rail().timeout(Duration.ofSeconds(Long.MAX_VALUE))));
  }

  static Stream<Row> questions() {
    return Stream.of(
        nonsense("an empty question", "must not be blank", () -> SearchRequest.keyword("")),
        nonsense("a search by no texts", "must have a text", RequestRows::noTexts),
        asked(
            "a question of 1 MB",
            answered("rail"),
            () -> SearchRequest.keyword("rail " + "xyzzy plugh ".repeat(87_382))),
        asked(
            "a question of 5,000 different words",
            answered("rail"),
            () -> SearchRequest.keyword("rail " + joined(5_000, " ", i -> "w" + i))),
        asked(
            "a question of query syntax that is not asked for as such",
            answered("rail"),
            () -> SearchRequest.keyword("+rail AND -(\"x\"~2^9 [a TO * ] {!} /re(g/ *:* \\ ~")),
        nonsense(
            "half a surrogate pair in a question",
            "has half a surrogate pair",
            () -> SearchRequest.keyword("rail \uD83D")),
        asked(
            "NUL and control characters in a question",
            answered("rail"),
            () -> SearchRequest.keyword("\u0000 rail \u001B[0m")),
        broken("query syntax that is broken", "is not Lucene query syntax", "rail AND (x"),
        broken("query syntax nested 100,000 deep", "nests too deeply", "(".repeat(100_000) + "x"),
        broken("a regular expression that is none", "is not Lucene query syntax", "/[a-/"),
        broken(
            "a regular expression whose automaton explodes",
            "is too costly",
            "/(.*a){1,60}.{900}b.*[ab]{900}/"),
        broken(
            "a wildcard before all words", "is not Lucene query syntax", "*a"),
        broken(
            "query syntax of 5,000 words",
            "is not Lucene query syntax",
            joined(5_000, " ", i -> "w" + i)),
        new Row(
            "a search for an empty part of a text",
            Row.Way.API,
            refused(IllegalArgumentException.class, "must not be empty"),
            ground -> {
              try (Snapshot now = ground.store().snapshot()) {
                now.containing("", true, 10);
              }
              return List.of();
            }));
  }

  static Stream<Row> filters() {
    return Stream.of(
        tooMuch(
            "a filter of 100,000 conditions",
            "at most 512 are taken",
            () -> Filters.or(IntStream.range(0, 100_000).mapToObj(RequestRows::between).toList())),
        tooMuch(
            "a deletion by 600 conditions",
            "at most 512 are taken",
            () -> Filters.or(IntStream.range(0, 600).mapToObj(RequestRows::between).toList())),
        nonsense("a filter built 10,000 deep", "nests at most 200", () -> rail().where(deep())),
        parsed("a filter text nested 10,000 deep", "nest", "(".repeat(10_000) + "a = 1"),
        parsed("a filter text of 10,000 NOTs", "nest", "NOT ".repeat(10_000) + "a = 1"),
        parsed("a filter text of 10 MB", "not understood", "x".repeat(10 << 20)),
        parsed("a filter text that ends in a string", "not understood", "a = 'b"),
        parsed("a number in a filter that no type holds", "not understood", "a = 1e999"),
        parsed("an empty filter text", "The filter is empty.", ""),
        asked(
            "a filter by a million values",
            answered("rail"),
            () -> rail().where(Filters.in("year", millionNumbers()))),
        asked(
            "conditions that contradict each other",
            answered(),
            () -> rail().where(Filters.eq("year", 2024).and(Filters.eq("year", 2023)))),
        asked(
            "conditions on one key by all types",
            answered(),
            () -> rail().where(Filters.eq("year", "2024").and(Filters.eq("year", true)))),
        nonsense(
            "a built-in field compared with another type",
            "holds",
            () -> rail().where(Filters.eq("$created", "yesterday"))),
        nonsense(
            "a built-in field that there is not",
            "There is no built-in field $nonsense",
            () -> rail().where(Filters.eq("$nonsense", 1))),
        nonsense("a boolean put in an order", "got true. Compare a boolean with = or !=", () -> rail().where(Filters.lt("k", true))),
        json("filter JSON nested 100,000 deep", "no JSON", "{\"not\":".repeat(100_000)),
        json("filter JSON nested 300 deep", "levels deep", deepJson()),
        json("filter JSON with something behind it", "no JSON", "{\"a\":1} {\"b\":2}"),
        json("filter JSON that names a member twice", "no JSON", "{\"a\":1,\"a\":2}"),
        json("filter JSON with an unknown operator", "no operator", "{\"a\":{\"like\":\"x\"}}"),
        json("filter JSON that compares with null", "null", "{\"a\":{\"eq\":null}}"));
  }

  private static SearchRequest rail() {
    return SearchRequest.keyword("rail");
  }

  private static SearchRequest noTexts() {
    return SearchRequest.ofTexts(
        SearchMode.KEYWORD, List.of(), Combine.AVERAGE);
  }

  private static Filter between(int i) {
    return Filters.between("year", i, i + 1);
  }

  private static List<Integer> millionNumbers() {
    return IntStream.range(2_000, 1_002_000).boxed().toList();
  }

  private static Filter deep() {
    Filter filter = Filters.eq("a", 1);
    for (int i = 0; i < 5_000; i++) {
      filter = Filters.not(filter.and(Filters.eq("b", i)));
    }
    return filter;
  }

  private static String deepJson() {
    return "{\"not\":".repeat(300) + "{\"a\":1}" + "}".repeat(300);
  }

  private static String joined(
      int count, String separator, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
  }

  private static Row nonsense(String name, String sentence, Supplier<SearchRequest> request) {
    return asked(name, refused(IllegalArgumentException.class, sentence), request);
  }

  private static Row broken(String name, String sentence, String query) {
    return asked(
        name,
        refused(InvalidInputException.class, sentence),
        () -> SearchRequest.keyword(query).keywords(Keywords.DEFAULT.parsed()));
  }

  private static Row tooMuch(String name, String sentence, Supplier<Filter> filter) {
    return api(
        name,
        refused(InvalidInputException.class, sentence),
        store -> store.delete(filter.get()));
  }

  private static Row parsed(String name, String sentence, String filter) {
    return asked(
        name,
        refused(InvalidInputException.class, sentence),
        () -> rail().where(Filter.parse(filter)));
  }

  private static Row json(String name, String sentence, String filter) {
    return asked(
        name,
        refused(InvalidInputException.class, sentence),
        () -> rail().where(FilterJson.parse(filter)));
  }
}
