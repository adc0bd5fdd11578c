package dev.nearfield.search;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.jspecify.annotations.Nullable;

/**
 * The nearest vectors by comparing with every one, as it was given, whatever the graph compares.
 */
final class ExactVectorQuery extends KnnFloatVectorQuery {
  private final @Nullable QueryTimeout timeout;

  ExactVectorQuery(
      String field, float[] target, int k, @Nullable Query filter, @Nullable QueryTimeout timeout) {
    super(field, target, k, filter);
    this.timeout = timeout;
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext context, AcceptDocs accepted, int visitedLimit, KnnCollectorManager manager)
      throws IOException {
    return exactSearch(context, accepted.iterator(), timeout);
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
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
