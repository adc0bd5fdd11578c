package dev.nearfield.search;

import dev.nearfield.model.Embedding;
import dev.nearfield.search.Ranking.Scored;
import dev.nearfield.store.BlockReader;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Ranks chunks by cosine: along the graph, or against every vector when that is asked for, cheaper,
 * or when the graph gave fewer chunks than there are.
 */
final class VectorSide {
  /**
   * A graph search compares with about this many vectors for each candidate; below, comparing with
   * all is cheaper. Measured on the performance page.
   */
  private static final int COMPARED_FOR_EACH_CANDIDATE = 10;

  /**
   * Filtered searches walk the graph as ACORN does when a filter keeps less than this percentage.
   */
  private static final KnnSearchStrategy STRATEGY = new KnnSearchStrategy.Hnsw(60);

  private VectorSide() {}

  static Ranking rank(
      CollectionView view, Embedding question, boolean exact, int limit, @Nullable Query narrow)
      throws IOException {
    IndexReader reader = view.searcher().getIndexReader();
    int vectors = vectors(reader);
    boolean cheaper = vectors <= (long) COMPARED_FOR_EACH_CANDIDATE * limit;
    float[] target = question.toArray();
    if (!exact && !cheaper) {
      Query graph = new KnnFloatVectorQuery(Fields.VECTOR, target, limit, narrow, STRATEGY);
      ScoreDoc[] found = view.searcher().search(graph, limit).scoreDocs;
      if (found.length == limit) {
        return scored(view, question, found);
      }
    }
    int most = Math.clamp(vectors, 1, limit);
    Query all = new ExactVectorQuery(Fields.VECTOR, target, most, narrow);
    return scored(view, question, view.searcher().search(all, most).scoreDocs);
  }

  private static int vectors(IndexReader reader) throws IOException {
    int vectors = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      var values = leaf.reader().getFloatVectorValues(Fields.VECTOR);
      vectors += values == null ? 0 : values.size();
    }
    return vectors;
  }

  /** Lucene's scores, but for copies, which are scored by the embedding as it was given. */
  private static Ranking scored(CollectionView view, Embedding question, ScoreDoc[] found)
      throws IOException {
    BlockReader blocks = view.blocks();
    List<Scored> chunks = new ArrayList<>(found.length);
    for (ScoreDoc chunk : found) {
      double score =
          blocks.isCopy(chunk.doc)
              ? (1 + question.cosine(blocks.embedding(chunk.doc))) / 2
              : chunk.score;
      chunks.add(new Scored(chunk.doc, score));
    }
    return Ranking.of(chunks);
  }
}
