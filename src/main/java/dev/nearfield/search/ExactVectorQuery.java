package dev.nearfield.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.jspecify.annotations.Nullable;

/** The nearest vectors by comparing with every one. */
final class ExactVectorQuery extends KnnFloatVectorQuery {
  ExactVectorQuery(String field, float[] target, int k, @Nullable Query filter) {
    super(field, target, k, filter);
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext context, AcceptDocs accepted, int visitedLimit, KnnCollectorManager manager)
      throws IOException {
    return exactSearch(context, accepted.iterator(), null);
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
