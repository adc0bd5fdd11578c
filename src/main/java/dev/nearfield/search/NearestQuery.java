package dev.nearfield.search;

import dev.nearfield.store.Fields;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.jspecify.annotations.Nullable;

/**
 * The nearest vectors: along the graph, or by comparing with every one as it was given. Where a
 * condition narrows the search, each segment is searched in the way that costs less.
 */
final class NearestQuery extends KnnFloatVectorQuery {
  /** Passes nodes that the condition leaves out, and collects the others. */
  private static final KnnSearchStrategy THROUGH_ALL = new KnnSearchStrategy.Hnsw(0);

  /**
   * What a comparison along the graph costs, as a multiple of one in a row: the vectors are
   * somewhere in memory, and links are read besides.
   */
  private static final int DEARER = 2;

  /** How many times more nodes some walks visit than the others, and are then in vain. */
  private static final double SPREAD = 1.5;

  private final @Nullable Matches matches;
  private final boolean exact;
  private final Budget budget;

  /** Segments all of whose matches were compared with, by ordinal: nothing more is in them. */
  private final Map<Integer, TopDocs> exhausted = new ConcurrentHashMap<>();

  private volatile boolean walked;

  private NearestQuery(
      float[] target, int k, @Nullable Matches matches, boolean exact, Budget budget) {
    super(Fields.VECTOR, target, k, null, THROUGH_ALL);
    this.matches = matches;
    this.exact = exact;
    this.budget = budget;
  }

  static NearestQuery exact(float[] target, int k, @Nullable Matches matches, Budget budget) {
    return new NearestQuery(target, k, matches, true, budget);
  }

  static NearestQuery alongGraph(float[] target, int k, @Nullable Matches matches, Budget budget) {
    return new NearestQuery(target, k, matches, false, budget);
  }

  /** Whether a graph was walked along, so that some of the nearest may be missing. */
  boolean walked() {
    return walked;
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext context, AcceptDocs live, int visitedLimit, KnnCollectorManager manager)
      throws IOException {
    TopDocs known = exhausted.get(context.ord);
    if (known != null) { // Lucene looks again where all that was found may be among the nearest
      return copy(known);
    }
    AcceptDocs accepted = matches == null ? live : matches.in(context);
    if (exact) {
      return exhaust(context, accepted);
    }
    if (matches == null) {
      walked = true;
      return super.approximateSearch(context, live, visitedLimit, manager);
    }
    int count = accepted.cost();
    KnnCollector nearest = manager.newCollector(count / DEARER, THROUGH_ALL, context);
    if (isCheaper(context, count, nearest.k())) {
      return exhaust(context, accepted);
    }
    context.reader().searchNearestVectors(field, target, nearest, accepted);
    TopDocs found = nearest.topDocs();
    boolean complete =
        found.totalHits.relation() == TotalHits.Relation.EQUAL_TO
            && found.scoreDocs.length >= Math.min(count, nearest.k());
    if (complete || budget.exceeded()) {
      walked = true;
      return found;
    }
    return exhaust(context, accepted);
  }

  private TopDocs exhaust(LeafReaderContext context, AcceptDocs accepted) throws IOException {
    TopDocs found = exactSearch(context, accepted.iterator(), budget);
    exhausted.put(context.ord, copy(found));
    return found;
  }

  /** Lucene moves the documents of what it is given by where the segment begins. */
  private static TopDocs copy(TopDocs found) {
    ScoreDoc[] documents =
        Arrays.stream(found.scoreDocs)
            .map(document -> new ScoreDoc(document.doc, document.score))
            .toArray(ScoreDoc[]::new);
    return new TopDocs(found.totalHits, documents);
  }

  /**
   * Whether comparing with all matches costs no more than the walk. A walk that collects one node
   * of {@code n / matches} passes as many nodes as one that collects all and is asked for so many
   * times more.
   */
  private boolean isCheaper(LeafReaderContext context, int count, int asked) throws IOException {
    FloatVectorValues vectors = context.reader().getFloatVectorValues(field);
    if (vectors == null || count == 0) {
      return true;
    }
    double passed = (double) asked * vectors.size() / count;
    int visited =
        HnswGraphSearcher.expectedVisitedNodes(
            (int) Math.min(passed, Integer.MAX_VALUE / 32), vectors.size());
    return count <= SPREAD * DEARER * visited;
  }

  @Override
  protected TopDocs exactSearch(
      LeafReaderContext context, DocIdSetIterator accepted, @Nullable QueryTimeout timeout)
      throws IOException {
    TopKnnCollector nearest = new TopKnnCollector(k, Integer.MAX_VALUE);
    FloatVectorValues vectors = context.reader().getFloatVectorValues(field);
    VectorScorer compared = vectors == null ? null : vectors.rescorer(target);
    if (compared != null) { // a segment without vectors has none
      VectorScorer.Bulk scorer = compared.bulk(accepted);
      DocAndFloatFeatureBuffer scored = new DocAndFloatFeatureBuffer();
      while (timeout == null || !timeout.shouldExit()) {
        scorer.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, scored);
        if (scored.size == 0) {
          break;
        }
        for (int i = 0; i < scored.size; i++) {
          nearest.collect(scored.docs[i], scored.features[i]);
        }
      }
    }
    return nearest.topDocs();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof NearestQuery query
        && exact == query.exact
        && Objects.equals(matches, query.matches);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), exact, matches);
  }
}
