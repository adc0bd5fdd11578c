package dev.nearfield.eval.report;

import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Query;
import dev.nearfield.eval.ScoredDocument;
import dev.nearfield.eval.SystemResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Sets answers of systems beside each other. */
final class Answers {
  /** How many queries of a kind are shown. */
  private static final int QUERIES = 3;

  /** How many documents of a ranking are shown. */
  private static final int DOCUMENTS = 5;

  private final Evaluation evaluation;
  private final Measure measure;
  private final Map<String, String> questions;

  Answers(Evaluation evaluation, Measure measure) {
    this.evaluation = evaluation;
    this.measure = measure;
    this.questions =
        evaluation.queries().stream().collect(Collectors.toMap(Query::id, Query::text));
  }

  String question(String queryId) {
    return questions.getOrDefault(queryId, "");
  }

  double value(SystemResult system, String queryId) {
    return system.scores().perQuery(measure).getOrDefault(queryId, 0.0);
  }

  QueryAnswers of(String queryId, List<SystemResult> systems) {
    return new QueryAnswers(
        queryId,
        question(queryId),
        systems.stream().map(system -> answer(system, queryId)).toList());
  }

  private SystemAnswer answer(SystemResult system, String queryId) {
    List<ScoredDocument> ranking = system.run().answer(queryId);
    List<RankedDocument> best = new ArrayList<>();
    for (ScoredDocument document : ranking.subList(0, Math.min(DOCUMENTS, ranking.size()))) {
      best.add(
          new RankedDocument(
              best.size() + 1,
              document.documentId(),
              document.score(),
              evaluation.qrels().grade(queryId, document.documentId())));
    }
    return new SystemAnswer(system.system(), value(system, queryId), best);
  }

  /** Where a system gains and loses most against another. */
  ChangedQueries changed(SystemResult system, SystemResult other) {
    return new ChangedQueries(
        system.system(), other.system(), largest(system, other), largest(other, system, true));
  }

  private List<QueryAnswers> largest(SystemResult winner, SystemResult loser) {
    return largest(winner, loser, false);
  }

  private List<QueryAnswers> largest(SystemResult winner, SystemResult loser, boolean turned) {
    List<SystemResult> beside = turned ? List.of(winner, loser) : List.of(loser, winner);
    ToDoubleFunction<String> gain = query -> value(winner, query) - value(loser, query);
    return winner.scores().queryIds().stream()
        .filter(query -> gain.applyAsDouble(query) > 0)
        .sorted(Comparator.comparingDouble(gain).reversed())
        .limit(QUERIES)
        .map(query -> of(query, beside))
        .toList();
  }
}
