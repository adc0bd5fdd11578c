package dev.nearfield.search;

import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.store.CollectionView;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/** The adapters of views, each read once. Safe for concurrent use. */
final class Adapters {
  private volatile @Nullable Known known;

  /** What the view of a reader has. */
  private record Known(Object reader, Optional<QueryAdapter> adapter) {}

  /**
   * The adapter of a view; empty when it has none.
   *
   * @throws dev.nearfield.model.StorageException when it is damaged
   * @throws ModelMismatchException when it was trained for another model than the collection's
   */
  Optional<QueryAdapter> of(CollectionView view) {
    Object reader = key(view.searcher().getIndexReader());
    Known last = known;
    if (last == null || last.reader() != reader) {
      last = new Known(reader, read(view));
      known = last;
    }
    return last.adapter();
  }

  private static Object key(IndexReader reader) {
    IndexReader.CacheHelper helper = reader.getReaderCacheHelper();
    return helper == null ? reader : helper.getKey();
  }

  private static Optional<QueryAdapter> read(CollectionView view) {
    Optional<QueryAdapter> adapter =
        view.attachments().find(QueryAdapter.ATTACHMENT).map(QueryAdapter::read);
    adapter.ifPresent(found -> requireModel(view, found));
    return adapter;
  }

  private static void requireModel(CollectionView view, QueryAdapter adapter) {
    if (!adapter.model().equals(view.manifest().model())) {
      throw ModelMismatchException.adapting(view.manifest().model(), adapter.model());
    }
  }
}
