package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Runs the judged queries of a test collection through search systems and measures their answers. A
 * document's score is its best chunk's.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 *
 * @param queries the queries to run
 * @param qrels what is relevant to them
 * @param measures what to compute
 * @param keepIdentical whether a document whose id equals the query's id counts as an answer; BEIR
 *     leaves it out
 */
public record Evaluation(
    List<Query> queries, Qrels qrels, List<Measure> measures, boolean keepIdentical) {

  /** The measures that reports show unless told. */
  public static final List<Measure> DEFAULT_MEASURES =
      List.of(
          Measure.parse("P@5"),
          Measure.parse("R@100"),
          Measure.parse("MRR@10"),
          Measure.parse("MAP"),
          Measure.parse("nDCG@10"));

  private static final int WARM_UP = 50;

  /** Measures each system on the snapshot. */
  public List<SystemResult> run(Snapshot snapshot, List<SearchSystem> systems) {
    return systems.stream().map(system -> run(snapshot, system)).toList();
  }

  /** Measures one system on the snapshot. */
  public SystemResult run(Snapshot snapshot, SearchSystem system) {
    return run(snapshot, system, RankedChunk::documentId, request -> request.chunksEach(1));
  }

  /**
   * As {@link #run(Snapshot, SearchSystem)}, where chunks answer for other things than their
   * documents: for chapters, say, which the judgements name. The first chunk of each counts.
   *
   * @param answer the id that a chunk answers for
   */
  public SystemResult run(
      Snapshot snapshot, SearchSystem system, Function<RankedChunk, String> answer) {
    return run(snapshot, system, answer, UnaryOperator.identity());
  }

  private SystemResult run(
      Snapshot snapshot,
      SearchSystem system,
      Function<RankedChunk, String> answer,
      UnaryOperator<SearchRequest> grouping) {
    queries.stream()
        .limit(WARM_UP)
        .forEach(query -> snapshot.rank(system.request().apply(query.text())));
    Run.Builder run = Run.builder();
    long[] nanos = new long[queries.size()];
    int selfHits = 0;
    for (int i = 0; i < nanos.length; i++) {
      Query query = queries.get(i);
      SearchRequest request = system.request().apply(query.text());
      SearchRequest asked = grouping.apply(oneMore(request));
      long start = System.nanoTime();
      List<RankedChunk> ranking = snapshot.rank(asked);
      nanos[i] = System.nanoTime() - start;
      Map<String, Double> answers = new LinkedHashMap<>();
      ranking.forEach(chunk -> answers.putIfAbsent(answer.apply(chunk), chunk.score()));
      if (!keepIdentical && answers.remove(query.id()) != null) {
        selfHits++;
      }
      answers.entrySet().stream()
          .limit(request.limit())
          .forEach(found -> run.add(query.id(), found.getKey(), found.getValue()));
    }
    Run answers = run.build();
    return new SystemResult(
        system.name(),
        system.settings(),
        answers,
        Scores.of(qrels, answers, measures),
        Latency.ofNanos(nanos),
        selfHits);
  }

  /** Room for the document that is left out. */
  private SearchRequest oneMore(SearchRequest request) {
    return keepIdentical || request.limit() == SearchRequest.MOST
        ? request
        : request.limit(request.limit() + 1);
  }
}
