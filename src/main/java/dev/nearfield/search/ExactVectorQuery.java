package dev.nearfield.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.jspecify.annotations.Nullable;

/** The nearest vectors by comparing with every one. */
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
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
