package dev.nearfield.search;

import dev.nearfield.model.Embedding;
import dev.nearfield.search.Ranking.Scored;
import dev.nearfield.store.BlockReader;
import dev.nearfield.store.Fields;
import dev.nearfield.store.VectorEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;

/**
 * Ranks chunks by cosine: along the graph, or against every vector when that is asked for, cheaper,
 * or when the graph gave fewer chunks than were wanted. Where the graph compares vectors in fewer
 * bits, more of them are asked for, and ranked by the vectors themselves.
 *
 * @param ranking the chunks
 * @param exact whether every vector was compared with
 */
record VectorSide(Ranking ranking, boolean exact) {
  static final VectorSide NOT_ASKED = new VectorSide(Ranking.EMPTY, true);

  /**
   * The nearest chunks.
   *
   * @param explored how many chunks the graph is asked for; empty for comparing with every vector
   * @param limit how many chunks are wanted
   */
  static VectorSide rank(Target target, Embedding question, OptionalInt explored, int limit)
      throws IOException {
    Matches matches = Matches.of(target);
    float[] vector = question.toArray();
    if (explored.isPresent()) {
      NearestQuery graph =
          NearestQuery.alongGraph(vector, explored.getAsInt(), matches, target.budget());
      ScoreDoc[] found = target.searcher().search(rescored(target, graph, limit), limit).scoreDocs;
      if (found.length == limit || !graph.walked() || target.budget().exceeded()) {
        return new VectorSide(scored(target, question, found), !graph.walked());
      }
    }
    int most = Math.clamp(target.searcher().getIndexReader().maxDoc(), 1, limit);
    Query all = NearestQuery.exact(vector, most, matches, target.budget());
    ScoreDoc[] found = target.searcher().search(all, most).scoreDocs;
    return new VectorSide(scored(target, question, found), true);
  }

  /** Ranked by the vectors themselves, where the graph compares smaller ones. */
  private static Query rescored(Target target, NearestQuery graph, int limit) throws IOException {
    return target.view().encodings().equals(Set.of(VectorEncoding.FULL))
        ? graph
        : RescoreTopNQuery.createFullPrecisionRescorerQuery(
            graph, graph.getTargetCopy(), Fields.VECTOR, limit);
  }

  /** The given chunks, ranked by cosine. */
  static Ranking rerank(Target target, Embedding question, Ranking candidates) {
    BlockReader blocks = target.view().blocks();
    List<Scored> chunks = new ArrayList<>(candidates.size());
    for (Scored chunk : candidates.chunks()) {
      chunks.add(new Scored(chunk.doc(), score(question, blocks.embedding(chunk.doc()))));
    }
    return Ranking.of(chunks);
  }

  /** Lucene's scores, but for copies, which are scored by the embedding as it was given. */
  private static Ranking scored(Target target, Embedding question, ScoreDoc[] found) {
    BlockReader blocks = target.view().blocks();
    List<Scored> chunks = new ArrayList<>(found.length);
    Set<Integer> copies = blocks.copies(Arrays.stream(found).mapToInt(chunk -> chunk.doc));
    for (ScoreDoc chunk : found) {
      boolean copy = !copies.isEmpty() && copies.contains(chunk.doc);
      double score = copy ? score(question, blocks.embedding(chunk.doc)) : chunk.score;
      chunks.add(new Scored(chunk.doc, score));
    }
    return Ranking.of(chunks);
  }

  private static double score(Embedding question, Embedding stored) {
    return (1 + question.cosine(stored)) / 2;
  }
}
