package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * nDCG@10 of queries with a collection's adapter and without it: of all, of those that ask for a
 * document that is relevant to a training query too, and of the others, which alone tell what the
 * adapter does for new documents.
 *
 * {@snippet class="dev.nearfield.examples.AdapterExamplesTest" region="train"}
 *
 * @param rows the groups that have a query, each by vector and by hybrid search
 */
public record AdapterComparison(List<Row> rows) {
  private static final Measure MEASURE = Measure.parse("nDCG@10");

  public AdapterComparison {
    rows = List.copyOf(rows);
  }

  /** Which queries. */
  public enum Group {
    ALL,
    SEEN,
    UNSEEN
  }

  /**
   * One group by one mode.
   *
   * @param before the mean without the adapter
   * @param after the mean with it
   * @param gain the paired test of the two
   */
  public record Row(
      Group group, SearchMode mode, int queries, double before, double after, Significance gain) {}

  /**
   * Asks the queries of a snapshot that has an adapter.
   *
   * @param training the judgements that the adapter was learned from
   * @param settings makes the request that is measured of a plain one
   */
  public static AdapterComparison of(
      Snapshot snapshot,
      JudgedQueries asked,
      Qrels training,
      UnaryOperator<SearchRequest> settings) {
    Evaluation evaluation = new Evaluation(asked.queries(), asked.qrels(), List.of(MEASURE), false);
    Set<String> seen = seen(asked.qrels(), training);
    List<Row> rows = new ArrayList<>();
    for (SearchMode mode : List.of(SearchMode.VECTOR, SearchMode.HYBRID)) {
      String name = mode.name().toLowerCase(Locale.ROOT);
      List<SystemResult> results =
          evaluation.run(
              snapshot,
              List.of(
                  new SearchSystem(
                      name, text -> settings.apply(SearchRequest.of(mode, text)).withoutAdapter()),
                  new SearchSystem(
                      name + " adapted", text -> settings.apply(SearchRequest.of(mode, text)))));
      Map<String, Double> before = results.get(0).scores().perQuery(MEASURE);
      Map<String, Double> after = results.get(1).scores().perQuery(MEASURE);
      for (Group group : Group.values()) {
        add(rows, group, mode, of(group, before, seen), of(group, after, seen));
      }
    }
    return new AdapterComparison(rows);
  }

  /** The queries of which a relevant document is relevant to a training query. */
  private static Set<String> seen(Qrels asked, Qrels training) {
    Set<String> documents = new HashSet<>();
    training.queryIds().forEach(id -> documents.addAll(relevant(training, id)));
    Set<String> seen = new HashSet<>();
    for (String id : asked.queryIds()) {
      if (relevant(asked, id).stream().anyMatch(documents::contains)) {
        seen.add(id);
      }
    }
    return seen;
  }

  private static List<String> relevant(Qrels qrels, String queryId) {
    return qrels.grades(queryId).entrySet().stream()
        .filter(judged -> judged.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Double> of(Group group, Map<String, Double> scores, Set<String> seen) {
    Predicate<String> member =
        switch (group) {
          case ALL -> id -> true;
          case SEEN -> seen::contains;
          case UNSEEN -> id -> !seen.contains(id);
        };
    Map<String, Double> own = new LinkedHashMap<>(scores);
    own.keySet().removeIf(member.negate());
    return own;
  }

  private static void add(
      List<Row> rows,
      Group group,
      SearchMode mode,
      Map<String, Double> before,
      Map<String, Double> after) {
    if (!before.isEmpty()) {
      rows.add(
          new Row(
              group,
              mode,
              before.size(),
              mean(before),
              mean(after),
              Significance.of(after, before)));
    }
  }

  private static double mean(Map<String, Double> scores) {
    return scores.values().stream().mapToDouble(score -> score).average().orElse(0);
  }
}
