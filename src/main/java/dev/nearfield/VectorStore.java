package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hits;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.CalibrationOptions;
import dev.nearfield.search.CalibrationReport;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.search.Searcher;
import dev.nearfield.store.BackupReport;
import dev.nearfield.store.Backups;
import dev.nearfield.store.Collection;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Manifest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A persistent collection of documents that is searched by words, by meaning, or by both. Safe for
 * concurrent use; one store writes a collection at a time.
 *
 * <p>A search that starts after {@link #add} returned sees the document; {@link #commit} makes it
 * survive a crash; {@link #close} commits.
 *
 * <p>A failure that closes the index, such as a full disk, loses what was written after the last
 * commit. The call that meets it throws a {@link dev.nearfield.model.WritesLostException}, which
 * names those documents, whichever thread wrote them; when that call only read, the next one that
 * writes throws it too. The next call goes on from the last commit.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="open"}
 */
public final class VectorStore implements AutoCloseable {
  private final Collection collection;
  private final Pipeline pipeline;
  private final Searcher searcher;
  private final Recalibration recalibration;
  private final Clock clock;

  VectorStore(Collection collection, @Nullable Embedder embedder, StoreOptions options) {
    Indexing.requireSame(options, collection.manifest());
    this.collection = collection;
    this.pipeline =
        new Pipeline(
            collection,
            embedder,
            Chunking.ofExisting(options, collection.manifest()),
            options.clock());
    this.searcher = new Searcher(embedder);
    this.recalibration = new Recalibration(collection, searcher);
    this.clock = options.clock();
  }

  /**
   * Opens the collection in a folder, or creates it where the folder is new or empty. The embedder
   * stays the caller's, who closes it after the store.
   *
   * @throws dev.nearfield.model.NotACollectionException when the folder holds something else
   * @throws dev.nearfield.model.ModelMismatchException when the collection's embeddings come from
   *     another model
   * @throws dev.nearfield.model.CollectionLockedException when another store writes the collection
   */
  public static VectorStore open(Path folder, Embedder embedder) {
    return open(folder, embedder, StoreOptions.defaults());
  }

  /** As {@link #open(Path, Embedder)}, with options. */
  public static VectorStore open(Path folder, Embedder embedder, StoreOptions options) {
    return open(folder, embedder.identity(), embedder, options);
  }

  /**
   * Opens or creates a collection whose embeddings are made outside and given with each document.
   */
  public static VectorStore open(Path folder, ModelIdentity model) {
    return open(folder, model, StoreOptions.defaults());
  }

  /** As {@link #open(Path, ModelIdentity)}, with options. */
  public static VectorStore open(Path folder, ModelIdentity model, StoreOptions options) {
    return open(folder, model, null, options);
  }

  private static VectorStore open(
      Path folder, ModelIdentity model, @Nullable Embedder embedder, StoreOptions options) {
    Manifest fresh =
        Manifest.fresh(
            model,
            options.analyzer(),
            Chunking.ofNew(options, model).description(),
            options.clock().instant());
    Collection collection =
        Collection.open(folder, Indexing.ofNew(options, fresh), options.writing(), options.clock());
    try {
      return new VectorStore(collection, embedder, options);
    } catch (RuntimeException e) {
      collection.close();
      throw e;
    }
  }

  /** What the collection says of itself: model, similarity, analyzer, chunking, indexing. */
  public Manifest manifest() {
    return collection.manifest();
  }

  /**
   * Adds a document, in the place of the one of the same id. Text that is in the collection already
   * is not embedded again.
   *
   * @return what became of it
   * @throws dev.nearfield.model.InvalidInputException when it cannot be kept; nothing has changed
   */
  public IngestReport add(SourceDocument document) {
    return addAll(Stream.of(document));
  }

  /** Adds a document with the embedding of its whole text. */
  public IngestReport add(SourceDocument document, Embedding embedding) {
    return add(document, List.of(new EmbeddedChunk(Chunk.whole(document.text()), embedding)));
  }

  /** Adds a document with its chunks and their embeddings. */
  public IngestReport add(SourceDocument document, List<EmbeddedChunk> chunks) {
    return pipeline.add(document, chunks);
  }

  /** Adds documents one after the other, in bounded memory. */
  public IngestReport addAll(Stream<SourceDocument> documents) {
    return addAll(documents, report -> {});
  }

  /** As {@link #addAll(Stream)}, telling now and then what has been done. */
  public IngestReport addAll(Stream<SourceDocument> documents, Consumer<IngestReport> progress) {
    return addRead(documents.map(ReadDocument::of), progress);
  }

  /** As {@link #addAll(Stream, Consumer)}, of documents with headings and pages. */
  public IngestReport addRead(Stream<ReadDocument> documents, Consumer<IngestReport> progress) {
    return pipeline.addAll(documents.iterator(), progress::accept);
  }

  /** As {@link #ingest(Folder, IngestOptions, Consumer)}, with nobody told how it goes on. */
  public FolderReport ingest(Folder folder, IngestOptions options) {
    return ingest(folder, options, event -> {});
  }

  /**
   * Brings the files of a folder into the collection, in bounded memory: reads those that are new
   * or changed, skips those that are as they were, and commits now and then and at the end. When it
   * is broken off, the next time goes on where the last commit was. A file that cannot be read is
   * told to the listener and does not stop the others.
   *
   * @param listener is told on this thread what happens
   * @throws dev.nearfield.model.InvalidInputException when the folder does not exist, or is to be
   *     pruned and has no file
   */
  public FolderReport ingest(
      Folder folder, IngestOptions options, Consumer<? super IngestEvent> listener) {
    try (CollectionView view = collection.viewToWrite()) {
      FolderReport report =
          new FolderIngest(collection, view, pipeline, clock, folder, options, listener).run();
      commit();
      return report;
    }
  }

  /** Deletes a document; nothing happens when there is none. */
  public void delete(String id) {
    pipeline.delete(id);
  }

  /**
   * Deletes the documents that satisfy a filter, with their chunks.
   *
   * @return how many there were when the call began, without those that had expired
   */
  public int delete(Filter filter) {
    return pipeline.delete(filter);
  }

  /**
   * Deletes the documents of a source.
   *
   * @return how many there were when the call began, without those that had expired
   */
  public int deleteSource(String source) {
    return delete(Filters.eq(Key.SOURCE, source));
  }

  /**
   * Deletes the documents that have expired, which no search shows any more, with their chunks.
   *
   * @return how many there were
   */
  public int purgeExpired() {
    return pipeline.purgeExpired();
  }

  /**
   * Gives a document other metadata, without embedding its text again.
   *
   * @return whether there is such a document
   */
  public boolean update(String id, Metadata metadata) {
    return pipeline.update(id, metadata);
  }

  /**
   * Keeps a named value with the collection, in the place of the one of that name: commits, backups
   * and exports take it along, and no search sees it.
   *
   * @throws IllegalArgumentException for a name that is blank, longer than 256 characters or has
   *     control characters, or more than 64 MiB; nothing has changed
   */
  public void attach(String name, byte[] content) {
    collection.attach(name, content);
  }

  /** Removes a named value; nothing happens when there is none. */
  public void detach(String name) {
    collection.detach(name);
  }

  /**
   * Lets the embeddings of the texts that are asked go through an adapter, from the next search on,
   * in the place of the one before. Documents and given vectors stay as they are. The adapter is
   * kept with the collection, as the attachment {@link QueryAdapter#ATTACHMENT}.
   *
   * @throws dev.nearfield.model.ModelMismatchException when it was trained for another model than
   *     the collection's; nothing has changed
   */
  public void adapt(QueryAdapter adapter) {
    ModelIdentity stored = manifest().model();
    if (!adapter.model().equals(stored)) {
      throw ModelMismatchException.adapting(stored, adapter.model());
    }
    attach(QueryAdapter.ATTACHMENT, adapter.toBytes());
  }

  /** Removes the adapter, damaged or not; nothing happens when there is none. */
  public void removeAdapter() {
    detach(QueryAdapter.ATTACHMENT);
  }

  /** What a search does unless it is told: the collection's own settings, or the standard ones. */
  public SearchDefaults searchDefaults() {
    return Searcher.defaults(collection.manifest());
  }

  /**
   * Gives the collection settings of its own, and commits: a commit holds the old or the new ones.
   * {@link SearchDefaults#STANDARD} takes them out again.
   */
  public void searchDefaults(SearchDefaults defaults) {
    collection.search(defaults.equals(SearchDefaults.STANDARD) ? Map.of() : defaults.toSettings());
  }

  /** As {@link #calibrate(CalibrationOptions)}, by chunks of the collection as questions. */
  public CalibrationReport calibrate() {
    return calibrate(CalibrationOptions.sampling());
  }

  /**
   * Measures how far a search has to walk along the graph for a {@link SearchRequest#recall}, and
   * keeps it in a commit. It compares each question with every vector. From then on {@link
   * #commit}, {@link #ingest} and {@link #optimize} measure again when the collection has grown by
   * half, by the same given questions or by other chunks.
   *
   * @return what is kept, and the recall of questions that had no part in it
   * @throws dev.nearfield.model.InvalidInputException when there are no chunks to sample, or the
   *     questions cannot be embedded
   */
  public CalibrationReport calibrate(CalibrationOptions options) {
    return recalibration.calibrate(options);
  }

  /** Makes everything written so far survive a crash. */
  public void commit() {
    collection.commit();
    recalibration.keepUp();
  }

  /**
   * Merges the index to one segment without deleted documents, and commits. Searches are the
   * fastest then. Reads and writes all of it, and needs its size once more on the disk while it
   * goes on; other calls go on meanwhile.
   */
  public void optimize() {
    collection.optimize();
    recalibration.renew();
  }

  /**
   * Commits and takes a backup, while the store is read and written.
   *
   * @param folder holds the backups of this collection and of no other; made where it is new
   * @return where the backup is, and what was copied for it
   * @throws dev.nearfield.model.StorageException when it could not be taken; the commit was made
   */
  public BackupReport backup(Path folder) {
    collection.commit();
    return Backups.in(folder, clock).take(collection.path());
  }

  /** A frozen view of everything written so far. */
  public Snapshot snapshot() {
    return new Snapshot(collection.view(), searcher);
  }

  /** The best chunks for a question. */
  public Hits search(SearchRequest request) {
    try (Snapshot now = snapshot()) {
      return now.search(request);
    }
  }

  /** The document of an id; empty when there is none. */
  public Optional<SourceDocument> get(String id) {
    try (Snapshot now = snapshot()) {
      return now.get(id);
    }
  }

  /** The number of documents. */
  public int count() {
    try (Snapshot now = snapshot()) {
      return now.count();
    }
  }

  /** The number of documents that satisfy a filter. */
  public int count(Filter filter) {
    try (Snapshot now = snapshot()) {
      return now.count(filter);
    }
  }

  /** Commits and closes; a second call does nothing. */
  @Override
  public void close() {
    collection.close();
  }
}
