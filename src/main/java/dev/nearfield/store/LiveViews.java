package dev.nearfield.store;

import dev.nearfield.model.EmbeddedChunk;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LiveFieldValues;
import org.apache.lucene.search.SearcherManager;

/**
 * Hands out views of a writer's index, refreshed only when something was written since. Knows which
 * documents and vectors were written since the last refresh, so that a look-up by id needs no
 * refresh for each document of a long ingest.
 */
final class LiveViews implements AutoCloseable {
  private static final int MOST_PENDING = 50_000;

  /** Stands for documents that are not known by name. */
  private static final String MANY = "many";

  private final SearcherManager searchers;
  private final Pending pending;
  private volatile Manifest manifest;
  private final Analyzer analyzer;
  private final Clock clock;
  private final Parents parents = new Parents();
  private final AtomicLong writes = new AtomicLong();
  private volatile long refreshed;

  LiveViews(IndexWriter writer, Manifest manifest, Analyzer analyzer, Clock clock)
      throws IOException {
    this.searchers =
        new SearcherManager(Checksums.compared(DirectoryReader.open(writer, true, false)), null);
    this.pending = new Pending(searchers);
    this.manifest = manifest;
    this.analyzer = analyzer;
    this.clock = clock;
  }

  /** To be called when the collection says something else of itself. */
  void changed(Manifest other) {
    manifest = other;
  }

  /** To be called after a document was written, and before its writer is told. */
  void changed(String id, Block block) {
    changed(id);
    for (EmbeddedChunk chunk : block.chunks()) {
      pending.add(vectorKey(Copies.hash(chunk.embedding().toArray())), true);
    }
  }

  /** To be called after a document was deleted. */
  void changed(String id) {
    pending.add(idKey(id), true);
  }

  /** To be called after documents were deleted that are not known by name. */
  void changedMany() {
    pending.add(MANY, true);
  }

  /** To be called after a write. */
  void changed() {
    writes.incrementAndGet();
  }

  CollectionView current() throws IOException {
    if (refreshed < writes.get()) {
      refresh();
    }
    return acquire();
  }

  /** A view that is current for one document. */
  CollectionView currentFor(String id) throws IOException {
    if (pending.size() > MOST_PENDING || pending.get(MANY) || pending.get(idKey(id))) {
      refresh();
    }
    return acquire();
  }

  /** Whether a document other than the named one has a vector of this hash. */
  boolean isCopy(String hash, String id) {
    try {
      if (pending.get(vectorKey(hash))) {
        return true;
      }
      try (CollectionView view = acquire()) {
        return view.hasVector(hash, id);
      }
    } catch (IOException | RuntimeException e) {
      throw Damage.writing("The collection cannot be searched for a vector", e);
    }
  }

  private void refresh() throws IOException {
    long seen = writes.get();
    searchers.maybeRefreshBlocking();
    refreshed = Math.max(refreshed, seen);
  }

  private CollectionView acquire() throws IOException {
    IndexSearcher searcher = searchers.acquire();
    return new CollectionView(
        searcher, manifest, analyzer, parents, clock, () -> searchers.release(searcher));
  }

  private static String idKey(String id) {
    return "id " + id;
  }

  private static String vectorKey(String hash) {
    return "vector " + hash;
  }

  @Override
  public void close() throws IOException {
    pending.close();
    searchers.close();
  }

  /** What was written since the last refresh. */
  private static final class Pending extends LiveFieldValues<IndexSearcher, Boolean> {
    Pending(SearcherManager searchers) {
      super(searchers, false);
    }

    @Override
    protected Boolean lookupFromSearcher(IndexSearcher searcher, String key) {
      return false;
    }
  }
}
