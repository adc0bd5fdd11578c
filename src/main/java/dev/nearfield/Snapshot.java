package dev.nearfield;

import dev.nearfield.model.Hits;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.search.Searcher;
import dev.nearfield.store.CollectionView;
import java.util.Optional;

/**
 * A frozen view of a store: later writes do not change it. Safe for concurrent use; to be closed,
 * because it keeps files on disk that the store would remove.
 */
public final class Snapshot implements AutoCloseable {
  private final CollectionView view;
  private final Searcher searcher;

  Snapshot(CollectionView view, Searcher searcher) {
    this.view = view;
    this.searcher = searcher;
  }

  /** The best chunks for a question. */
  public Hits search(SearchRequest request) {
    return searcher.search(view, request);
  }

  /** The document of an id; empty when there is none or it has expired. */
  public Optional<SourceDocument> get(String id) {
    return view.find(id).map(doc -> view.blocks().document(doc));
  }

  /** The number of documents. */
  public int count() {
    return view.documents();
  }

  /** The number of chunks. */
  public int chunkCount() {
    return view.chunks();
  }

  @Override
  public void close() {
    view.close();
  }
}
