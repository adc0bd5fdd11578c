package dev.nearfield.store;

import dev.nearfield.filter.Filter;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * One IndexWriter, and all that lives and dies with it: its views, the metadata keys that it has
 * seen, what it has not committed. A failure that closes the writer ends the session.
 */
final class WriterSession implements AutoCloseable {
  private final Clock clock;
  private final SyncWatch directory;
  private final IndexWriter writer;
  private final BlockWriter blocks;
  private final MetadataKeys keys;
  private final LiveViews views;
  private final Unsaved unsaved = new Unsaved();
  private volatile Instant lastCommit;
  private volatile Manifest manifest;

  /**
   * @param isNew whether the directory is empty, and the manifest begins the collection
   */
  WriterSession(Directory directory, Manifest manifest, Writing writing, Clock clock, boolean isNew)
      throws IOException {
    Analyzer analyzer = Analyzers.named(manifest.analyzer());
    this.clock = clock;
    this.lastCommit = clock.instant();
    this.directory = new SyncWatch(directory);
    this.writer =
        new IndexWriter(this.directory, configuration(manifest, writing, analyzer, isNew));
    try {
      if (isNew) {
        requireEmpty();
        writer.setLiveCommitData(manifest.toCommitData().entrySet());
        writer.commit();
      }
      this.manifest = isNew ? manifest : manifest.asIn(writer.getLiveCommitData());
      this.blocks = new BlockWriter(manifest.similarity());
      this.keys = new MetadataKeys(writer.getFieldNames());
      this.views = new LiveViews(writer, this.manifest, analyzer, clock);
    } catch (Throwable e) {
      writer.rollback();
      throw e;
    }
  }

  /** With the lock held, for two stores may be about to create the same collection. */
  private void requireEmpty() throws IOException {
    if (DirectoryReader.indexExists(directory)) {
      throw new IOException("Another store has just created the collection: open it again.");
    }
  }

  private static IndexWriterConfig configuration(
      Manifest manifest, Writing writing, Analyzer analyzer, boolean isNew) {
    return new IndexWriterConfig(analyzer)
        .setOpenMode(isNew ? OpenMode.CREATE : OpenMode.APPEND)
        .setCodec(new CollectionCodec(manifest.indexing(), writing.mergeThreads()))
        .setMergePolicy(
            new TieredMergePolicy()
                .setSegmentsPerTier(writing.segmentsPerTier())
                .setDeletesPctAllowed(writing.deletesPercent()))
        .setMergeScheduler(new Merges(writing.mergeThreads()))
        .setParentField(Fields.PARENT)
        .setRAMBufferSizeMB(writing.bufferMegabytes());
  }

  /** The writer keeps what made a merge fail, for the next call: nothing is to be printed. */
  private static final class Merges extends ConcurrentMergeScheduler {
    private static final int WAITING = 5;

    Merges(int threads) {
      setMaxMergesAndThreads(threads + WAITING, threads);
    }

    @Override
    protected void handleMergeException(Throwable exc) {}
  }

  /** Whether the session may go on. */
  boolean isAlive() {
    return failure() == null && writer.isOpen() && !directory.hasFailed();
  }

  /** What closed the writer, if it was a failure. */
  @Nullable Throwable failure() {
    return writer.getTragicException();
  }

  Unsaved unsaved() {
    return unsaved;
  }

  /** When the last commit of this session began, or the session itself. */
  Instant lastCommit() {
    return lastCommit;
  }

  void put(Block block) throws IOException {
    String id = block.document().id();
    List<Document> documents = blocks.documents(block, hash -> views.isCopy(hash, id));
    keys.requireRoom(block.document().metadata());
    write(
        unsaved.document(id),
        () -> {
          long sequence = writer.updateDocuments(new Term(Fields.ID, id), documents);
          views.changed(id, block);
          return sequence;
        });
  }

  void delete(String id) throws IOException {
    write(
        unsaved.document(id),
        () -> {
          long sequence = writer.deleteDocuments(new Term(Fields.ID, id));
          views.changed(id);
          return sequence;
        });
  }

  void delete(Filter filter) throws IOException {
    Query members =
        new BooleanQuery.Builder()
            .add(FilterQueries.of(filter), Occur.FILTER)
            .add(new FieldExistsQuery(Fields.ID), Occur.FILTER)
            .build();
    write(
        unsaved.deletion(),
        () -> {
          long sequence = writer.deleteDocuments(members);
          views.changedMany();
          return sequence;
        });
  }

  void put(FileRecord file) throws IOException {
    writer.updateDocument(FileRecords.term(file.name()), FileRecords.document(file));
    views.changed();
  }

  void forgetFile(String name) throws IOException {
    writer.deleteDocuments(FileRecords.term(name));
    views.changed();
  }

  void attach(String name, Document attachment) throws IOException {
    writer.updateDocument(Attachments.term(name), attachment);
    views.changed();
  }

  void detach(String name) throws IOException {
    writer.deleteDocuments(Attachments.term(name));
    views.changed();
  }

  private void write(Unsaved.Mark mark, StoreThreads.Work<Long> work) throws IOException {
    boolean done = false;
    try {
      mark.written(Objects.requireNonNull(work.run()));
      done = true;
    } finally {
      if (!done && isAlive()) {
        mark.undone();
      }
    }
    views.changed();
  }

  void commit() throws IOException {
    Instant begun = clock.instant();
    long before = writer.getMaxCompletedSequenceNumber();
    long committed = writer.commit();
    unsaved.committed(Math.max(before, committed));
    lastCommit = begun;
    views.changed();
  }

  /** Commits with another manifest. */
  synchronized void describe(UnaryOperator<Manifest> change) throws IOException {
    Manifest before = manifest;
    Manifest after = change.apply(before);
    boolean done = false;
    writer.setLiveCommitData(after.toCommitData().entrySet());
    try {
      commit();
      done = true;
    } finally {
      if (!done && isAlive()) {
        writer.setLiveCommitData(before.toCommitData().entrySet());
      }
    }
    manifest = after;
    views.changed(after);
  }

  Manifest manifest() {
    return manifest;
  }

  void optimize() throws IOException {
    writer.forceMerge(1);
    commit();
  }

  CollectionView view() throws IOException {
    return views.current();
  }

  CollectionView viewOf(String id) throws IOException {
    return views.currentFor(id);
  }

  /** Commits while the session is alive, and closes. */
  @Override
  public void close() throws IOException {
    try (views) {
      if (isAlive()) {
        commit();
        writer.close();
      }
    } finally {
      writer.rollback();
    }
  }
}
