package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  private SystemResult run(Snapshot snapshot, SearchSystem system) {
    queries.stream()
        .limit(WARM_UP)
        .forEach(query -> snapshot.rank(system.request().apply(query.text())));
    Run.Builder run = Run.builder();
    long[] nanos = new long[queries.size()];
    int selfHits = 0;
    for (int i = 0; i < nanos.length; i++) {
      Query query = queries.get(i);
      SearchRequest request = system.request().apply(query.text());
      long start = System.nanoTime();
      List<RankedChunk> ranking = snapshot.rank(oneMore(request));
      nanos[i] = System.nanoTime() - start;
      List<RankedChunk> documents = bestChunks(ranking);
      if (!keepIdentical && documents.removeIf(chunk -> chunk.documentId().equals(query.id()))) {
        selfHits++;
      }
      documents.stream()
          .limit(request.limit())
          .forEach(chunk -> run.add(query.id(), chunk.documentId(), chunk.score()));
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
    return withOneMore(request).chunksEach(1);
  }

  private SearchRequest withOneMore(SearchRequest request) {
    return keepIdentical || request.limit() == SearchRequest.MOST
        ? request
        : request.limit(request.limit() + 1);
  }

  private static List<RankedChunk> bestChunks(List<RankedChunk> ranking) {
    Set<String> seen = new HashSet<>();
    List<RankedChunk> best = new ArrayList<>(ranking.size());
    for (RankedChunk chunk : ranking) {
      if (seen.add(chunk.documentId())) {
        best.add(chunk);
      }
    }
    return best;
  }
}
