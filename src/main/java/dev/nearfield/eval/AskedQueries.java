package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.eval.AdapterExamples.Question;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Queries with their embeddings, to be asked with one adapter after the other.
 *
 * @param snapshot the collection
 * @param queries the queries
 * @param vectors their embeddings, of length 1
 * @param qrels what is relevant to them
 */
record AskedQueries(Snapshot snapshot, List<Query> queries, List<float[]> vectors, Qrels qrels) {
  private static final Measure MEASURE = Measure.parse("nDCG@10");
  private static final int CUTOFF = 10;

  static AskedQueries of(Snapshot snapshot, List<Question> questions, Qrels qrels) {
    return new AskedQueries(
        snapshot,
        questions.stream().map(Question::query).toList(),
        questions.stream().map(Question::vector).toList(),
        qrels);
  }

  /**
   * nDCG@10 of each by hybrid search, asked as users do.
   *
   * @param weights those of the adapter; null for none
   */
  double[] scores(float @Nullable [] weights) {
    double[] scores = new double[queries.size()];
    IntStream.range(0, scores.length)
        .parallel()
        .forEach(
            i -> {
              float[] own = vectors.get(i);
              Embedding asked = Embedding.of(weights == null ? own : InfoNce.adapted(own, weights));
              Query query = queries.get(i);
              scores[i] = score(query, SearchRequest.hybrid(query.text(), asked));
            });
    return scores;
  }

  private double score(Query query, SearchRequest request) {
    List<ScoredDocument> answer =
        snapshot.rank(request.limit(CUTOFF + 1).chunksEach(1)).stream()
            .filter(chunk -> !chunk.documentId().equals(query.id()))
            .limit(CUTOFF)
            .map(AskedQueries::scored)
            .toList();
    return new JudgedAnswer(qrels.grades(query.id()), answer).score(MEASURE);
  }

  private static ScoredDocument scored(RankedChunk chunk) {
    return new ScoredDocument(chunk.documentId(), (float) chunk.score());
  }
}
