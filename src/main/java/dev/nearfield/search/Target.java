package dev.nearfield.search;

import dev.nearfield.store.CollectionView;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.jspecify.annotations.Nullable;

/**
 * What one search looks at.
 *
 * @param view the collection
 * @param searcher Lucene's searcher, with the search's BM25 and budget
 * @param narrow what the chunks must satisfy, or null
 * @param budget when to stop
 */
record Target(CollectionView view, IndexSearcher searcher, @Nullable Query narrow, Budget budget) {

  static Target of(CollectionView view, SearchRequest request) {
    Budget budget = new Budget(request);
    IndexSearcher searcher = new IndexSearcher(view.searcher().getIndexReader());
    Bm25 bm25 = request.bm25();
    searcher.setSimilarity(new BM25Similarity((float) bm25.k1(), (float) bm25.b()));
    if (!budget.unlimited()) {
      searcher.setTimeout(budget);
    }
    return new Target(view, searcher, view.narrow(request.filter()), budget);
  }
}
