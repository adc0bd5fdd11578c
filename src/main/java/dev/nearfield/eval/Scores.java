package dev.nearfield.eval;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How good a run is by the judgements: the value of each measure for each judged query, and its
 * mean. Immutable.
 *
 * <p>Every query of the judgements counts, as with {@code trec_eval -c}: one that the run does not
 * answer, or that has no relevant document, scores 0. Queries of the run without judgements do not
 * count; {@link #unjudgedQueries} names them.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="scores"}
 */
public final class Scores {
  private final List<String> queryIds;
  private final List<String> unansweredQueries;
  private final List<String> unjudgedQueries;
  private final Map<Measure, Map<String, Double>> values;

  private Scores(Qrels qrels, Run run, Map<Measure, Map<String, Double>> values) {
    this.queryIds = List.copyOf(qrels.queryIds());
    this.unansweredQueries = without(qrels.queryIds(), run.queryIds());
    this.unjudgedQueries = without(run.queryIds(), qrels.queryIds());
    this.values = Collections.unmodifiableMap(values);
  }

  private static List<String> without(Set<String> ids, Set<String> others) {
    return ids.stream().filter(id -> !others.contains(id)).toList();
  }

  /** Scores a run. */
  public static Scores of(Qrels qrels, Run run, Measure... measures) {
    return of(qrels, run, Arrays.asList(measures));
  }

  /**
   * Scores a run; a measure given twice is computed once.
   *
   * @throws IllegalArgumentException for no measure, or judgements of no query
   */
  public static Scores of(Qrels qrels, Run run, List<Measure> measures) {
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("Give at least one measure, such as nDCG@10.");
    }
    if (qrels.queryIds().isEmpty()) {
      throw new IllegalArgumentException("The judgements hold no query, so there is no mean.");
    }
    var values = new LinkedHashMap<Measure, Map<String, Double>>();
    measures.forEach(measure -> values.put(measure, new LinkedHashMap<>()));
    for (String queryId : qrels.queryIds()) {
      var answer = new JudgedAnswer(qrels.grades(queryId), run.answer(queryId));
      values.forEach((measure, perQuery) -> perQuery.put(queryId, answer.score(measure)));
    }
    values.replaceAll((measure, perQuery) -> Collections.unmodifiableMap(perQuery));
    return new Scores(qrels, run, values);
  }

  /** The measures, in the order given. */
  public List<Measure> measures() {
    return List.copyOf(values.keySet());
  }

  /** The judged queries, in the order of the judgements. */
  public List<String> queryIds() {
    return queryIds;
  }

  /** The judged queries that the run does not answer; each scores 0. */
  public List<String> unansweredQueries() {
    return unansweredQueries;
  }

  /** The queries that the run answers and the judgements do not know; they do not count. */
  public List<String> unjudgedQueries() {
    return unjudgedQueries;
  }

  /**
   * The value of a measure for each judged query, in the order of the judgements.
   *
   * @throws IllegalArgumentException for a measure that was not asked for
   */
  public Map<String, Double> perQuery(Measure measure) {
    Map<String, Double> perQuery = values.get(measure);
    if (perQuery == null) {
      throw new IllegalArgumentException(
          measure + " was not computed. Computed are " + values.keySet() + ".");
    }
    return perQuery;
  }

  /**
   * The mean of a measure over all judged queries.
   *
   * @throws IllegalArgumentException for a measure that was not asked for
   */
  public double mean(Measure measure) {
    double sum = 0;
    for (double value : perQuery(measure).values()) {
      sum += value;
    }
    return sum / queryIds.size();
  }

  /** The means, such as {@code Scores[nDCG@10 0.6789, R@100 0.9253, 300 queries]}. */
  @Override
  public String toString() {
    var text = new StringBuilder("Scores[");
    for (Measure measure : values.keySet()) {
      text.append(String.format(Locale.ROOT, "%s %.4f, ", measure, mean(measure)));
    }
    return text.append(queryIds.size()).append(" queries]").toString();
  }
}
