package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Hits;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.search.Searcher;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Manifest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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

  /**
   * The last commit of a collection, opened without a lock, so that any number of processes may
   * read beside the one that writes.
   *
   * @param embedder makes the embeddings of questions; must be of the collection's model
   * @throws dev.nearfield.model.NotACollectionException when there is no collection
   * @throws ModelMismatchException when the embedder is of another model
   */
  public static Snapshot open(Path folder, Embedder embedder) {
    CollectionView view = CollectionView.open(folder, Clock.systemUTC());
    ModelIdentity stored = view.manifest().model();
    if (!stored.equals(embedder.identity())) {
      view.close();
      throw ModelMismatchException.opening(folder, stored, embedder.identity());
    }
    return new Snapshot(view, new Searcher(embedder));
  }

  /** As {@link #open(Path, Embedder)}, for questions by words or by given vectors only. */
  public static Snapshot open(Path folder) {
    return new Snapshot(CollectionView.open(folder, Clock.systemUTC()), new Searcher(null));
  }

  /** What the collection says of itself: model, similarity, analyzer, chunking. */
  public Manifest manifest() {
    return view.manifest();
  }

  /** The best chunks for a question. */
  public Hits search(SearchRequest request) {
    return searcher.search(view, request);
  }

  /** The ranking for a question, without the texts: what measures of quality need. */
  public List<RankedChunk> rank(SearchRequest request) {
    return searcher.rank(view, request);
  }

  /** The document of an id; empty when there is none or it has expired. */
  public Optional<SourceDocument> get(String id) {
    return view.find(id).map(doc -> view.blocks().document(doc));
  }

  /** The number of documents. */
  public int count() {
    return view.documents().count(null);
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
