package dev.nearfield.store;

import dev.nearfield.filter.Filter;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.StoreClosedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The one writer of a collection. Safe for concurrent use. What a call wrote is seen by every view
 * taken after it returned; it survives a crash once {@link #commit} returned.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="collection"}
 */
public final class Collection implements AutoCloseable {
  private static final double BUFFER_MEGABYTES = 64;

  private final Path path;
  private final Directory directory;
  private final Manifest manifest;
  private final Analyzer analyzer;
  private final IndexWriter writer;
  private final BlockWriter blocks;
  private final MetadataKeys keys;
  private final LiveViews views;
  private final StoreThreads threads = new StoreThreads();
  private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
  private boolean closed;

  private Collection(Path path, Directory directory, Manifest fresh, Clock clock)
      throws IOException {
    this.path = path;
    this.directory = directory;
    boolean exists = CollectionFolder.holdsCollection(path, directory);
    this.manifest = exists ? CollectionFolder.readManifest(path, directory) : fresh;
    requireSameModel(path, manifest, fresh);
    this.analyzer = Analyzers.named(manifest.analyzer());
    this.writer = new IndexWriter(directory, configuration(analyzer));
    try {
      WriterLock.sign(path);
      if (!exists) {
        writer.setLiveCommitData(manifest.toCommitData().entrySet());
        writer.commit();
      }
      this.blocks = new BlockWriter(manifest.similarity());
      this.keys = new MetadataKeys(writer.getFieldNames());
      this.views = new LiveViews(writer, manifest, analyzer, clock);
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  /**
   * Opens the collection in a folder, or creates it where the folder is new or empty.
   *
   * @param fresh the manifest of a new collection; of an existing one its model must be the same
   * @throws dev.nearfield.model.NotACollectionException when the folder holds something else
   * @throws ModelMismatchException when the collection's embeddings come from another model
   * @throws dev.nearfield.model.CollectionLockedException when another store writes it
   */
  public static Collection open(Path path, Manifest fresh, Clock clock) {
    try {
      CollectionFolder.create(path);
      Directory directory = FSDirectory.open(path);
      try {
        return new Collection(path, directory, fresh, clock);
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (LockObtainFailedException e) {
      throw WriterLock.locked(path, e);
    } catch (IOException e) {
      throw new StorageException("Collection " + path + " cannot be opened: " + e, e);
    }
  }

  private static void requireSameModel(Path path, Manifest stored, Manifest given) {
    if (!stored.model().equals(given.model())) {
      throw ModelMismatchException.opening(path, stored.model(), given.model());
    }
  }

  private static IndexWriterConfig configuration(Analyzer analyzer) {
    return new IndexWriterConfig(analyzer)
        .setCodec(new CollectionCodec())
        .setParentField(Fields.PARENT)
        .setRAMBufferSizeMB(BUFFER_MEGABYTES);
  }

  /** Where the collection is. */
  public Path path() {
    return path;
  }

  /** What the collection says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** Writes a document and its chunks, in the place of those of the same id, as one. */
  public void put(Block block) {
    whileOpen(
        () -> {
          String id = block.document().id();
          List<Document> documents = blocks.documents(block, hash -> views.isCopy(hash, id));
          keys.requireRoom(block.document().metadata());
          return write(
              "add document '" + id + "'",
              () -> {
                long sequence = writer.updateDocuments(new Term(Fields.ID, id), documents);
                views.changed(id, block);
                return sequence;
              });
        });
  }

  /** Deletes a document and its chunks, if there are any. */
  public void delete(String id) {
    whileOpen(
        () -> {
          return write(
              "delete document '" + id + "'",
              () -> {
                long sequence = writer.deleteDocuments(new Term(Fields.ID, id));
                views.changed(id);
                return sequence;
              });
        });
  }

  /** Deletes the documents that satisfy the filter, with their chunks. */
  public void delete(Filter filter) {
    Query blocks =
        new BooleanQuery.Builder()
            .add(FilterQueries.of(filter), Occur.FILTER)
            .add(new FieldExistsQuery(Fields.ID), Occur.FILTER)
            .build();
    whileOpen(
        () -> {
          return write(
              "delete the documents where " + filter,
              () -> {
                long sequence = writer.deleteDocuments(blocks);
                views.changedMany();
                return sequence;
              });
        });
  }

  /** Remembers a file whose documents have been written. */
  public void put(FileRecord file) {
    whileOpen(
        () ->
            write(
                "remember file '" + file.name() + "'",
                () ->
                    writer.updateDocument(
                        FileRecords.term(file.name()), FileRecords.document(file))));
  }

  /** Forgets a file, so that it will be read again; nothing happens when it is not known. */
  public void forgetFile(String name) {
    whileOpen(
        () ->
            write(
                "forget file '" + name + "'",
                () -> writer.deleteDocuments(FileRecords.term(name))));
  }

  /** Makes everything written so far survive a crash. */
  public void commit() {
    whileOpen(() -> write("commit", writer::commit));
  }

  private long write(String what, StoreThreads.Work<Long> work) {
    long sequence = threads.call(what + " in " + path, work);
    views.changed();
    return sequence;
  }

  /** A frozen view of everything written so far. The caller closes it. */
  public CollectionView view() {
    return whileOpen(() -> threads.call("read " + path, views::current));
  }

  /** A view in which a document is as its last write left it, at the price of no refresh else. */
  public CollectionView viewOf(String id) {
    return whileOpen(() -> threads.call("read " + path, () -> views.currentFor(id)));
  }

  private <T> T whileOpen(StoreThreads.Work<T> work) {
    lifetime.readLock().lock();
    try {
      if (closed) {
        throw new StoreClosedException(
            "The store of " + path + " is closed. Open the collection again to go on.");
      }
      return work.run();
    } catch (IOException e) {
      throw new StorageException("Collection " + path + " failed: " + e, e);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  private void requireUnhurt() {
    Throwable hurt = writer.getTragicException();
    if (hurt != null) {
      throw new StorageException(
          "Collection "
              + path
              + " is closed, but a failure had closed its index before: "
              + hurt
              + ". What was written after the last commit is lost; add it again.",
          hurt);
    }
  }

  /** Commits and closes; a second call does nothing. Views that are still open stay readable. */
  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      threads.call(
          "close " + path,
          () -> {
            try (directory;
                writer;
                views) {
              WriterLock.remove(path);
              requireUnhurt();
              return true;
            }
          });
    } finally {
      threads.close();
      lifetime.writeLock().unlock();
    }
  }
}
