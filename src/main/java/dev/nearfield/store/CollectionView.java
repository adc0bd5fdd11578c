package dev.nearfield.store;

import dev.nearfield.filter.Filter;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.StoreClosedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * A frozen view of a collection: later writes do not change it. Safe for concurrent use; to be
 * closed, because it keeps files on disk that a merge would remove.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="lucene"}
 */
public final class CollectionView implements AutoCloseable {
  private final IndexSearcher searcher;
  private final Manifest manifest;
  private final Analyzer analyzer;
  private final Parents parents;
  private final Clock clock;
  private final Release release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Gives the view's reader back. */
  @FunctionalInterface
  interface Release {
    void run() throws IOException;
  }

  CollectionView(
      IndexSearcher searcher,
      Manifest manifest,
      Analyzer analyzer,
      Parents parents,
      Clock clock,
      Release release) {
    this.searcher = searcher;
    this.manifest = manifest;
    this.analyzer = analyzer;
    this.parents = parents;
    this.clock = clock;
    this.release = release;
  }

  /**
   * The last commit of a collection, without a lock: any number of processes may read beside the
   * one that writes.
   *
   * @throws dev.nearfield.model.NotACollectionException when there is no collection
   */
  public static CollectionView open(Path path, Clock clock) {
    try (StoreThreads threads = new StoreThreads()) {
      return threads.call("open collection " + path, () -> openFolder(path, clock));
    }
  }

  private static CollectionView openFolder(Path path, Clock clock) throws IOException {
    if (!Files.isDirectory(path)) {
      throw CollectionFolder.absent(path);
    }
    Directory directory = CollectionDirectory.open(path);
    try {
      return open(path, directory, clock);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw Damage.opening(path, e);
    }
  }

  private static CollectionView open(Path path, Directory directory, Clock clock)
      throws IOException {
    if (!CollectionFolder.holdsCollection(path, directory)) {
      throw CollectionFolder.empty(path);
    }
    try {
      CollectionFolder.requireWholeCommit(directory);
      return open(path, directory, Checksums.compared(DirectoryReader.open(directory)), clock);
    } catch (IOException | RuntimeException e) {
      throw Damage.opening(path, e);
    }
  }

  private static CollectionView open(
      Path path, Directory directory, DirectoryReader reader, Clock clock) throws IOException {
    try {
      Manifest manifest = Manifest.fromCommitData(path, reader.getIndexCommit().getUserData());
      return new CollectionView(
          new IndexSearcher(reader),
          manifest,
          Analyzers.named(manifest.analyzer()),
          new Parents(),
          clock,
          () -> IOUtils.close(reader, directory));
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * When the last commit of the collection in a folder was made, by the clock of the file system.
   *
   * @throws NotACollectionException when there is no commit
   */
  public static Instant lastCommit(Path path) {
    try (Directory directory = FSDirectory.open(path)) {
      return CollectionFolder.lastCommit(path, directory);
    } catch (IOException e) {
      throw new StorageException("Collection " + path + " cannot be read: " + e, e);
    }
  }

  /**
   * Lucene's searcher of this view.
   *
   * @throws StoreClosedException when the view is closed
   */
  public IndexSearcher searcher() {
    requireOpen();
    return searcher;
  }

  /** What the collection says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** The analyzer of titles and texts. */
  public Analyzer analyzer() {
    return analyzer;
  }

  /** The time by the store's clock. */
  public Instant now() {
    return clock.instant();
  }

  /** Marks the document of each block. */
  public BitSetProducer parents() {
    return parents.producer();
  }

  /** Reads documents, chunks and embeddings of this view. */
  public BlockReader blocks() {
    return new BlockReader(this, parents);
  }

  /** Counts, lists and groups the documents of this view. */
  public DocumentQueries documents() {
    return new DocumentQueries(this);
  }

  /** The named values that belong to the collection. */
  public Attachments attachments() {
    return new Attachments(this);
  }

  /** The files whose documents this view holds. */
  public FileRecords files() {
    return new FileRecords(this);
  }

  /**
   * What narrows a search to members that satisfy the filter and have not expired.
   *
   * @param filter null for no condition
   * @return null when nothing is left out
   */
  public @Nullable Query narrow(@Nullable Filter filter) {
    Query fresh = notExpired();
    if (filter == null) {
      return fresh;
    }
    Query matching = FilterQueries.of(filter);
    return fresh == null ? matching : both(matching, fresh);
  }

  /** Whether some documents may expire, so that what narrows a search moves with the time. */
  public boolean expires() {
    return searcher().getIndexReader().leaves().stream()
        .anyMatch(leaf -> leaf.reader().getFieldInfos().fieldInfo(Fields.EXPIRES) != null);
  }

  private @Nullable Query notExpired() {
    if (!expires()) {
      return null;
    }
    long now = MetadataFields.micros(clock.instant());
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
        .add(LongField.newRangeQuery(Fields.EXPIRES, Long.MIN_VALUE, now), Occur.MUST_NOT)
        .build();
  }

  private static Query both(Query one, Query other) {
    return new BooleanQuery.Builder().add(one, Occur.FILTER).add(other, Occur.FILTER).build();
  }

  /** The encodings in which the graphs of this view compare vectors. */
  public Set<VectorEncoding> encodings() throws IOException {
    Set<VectorEncoding> encodings = EnumSet.noneOf(VectorEncoding.class);
    for (LeafReaderContext leaf : searcher().getIndexReader().leaves()) {
      encodings.add(SegmentEncoding.of(leaf.reader()));
    }
    return encodings;
  }

  /** The number of chunks. */
  public int chunks() {
    Query chunks = new FieldExistsQuery(Fields.VECTOR);
    Query fresh = notExpired();
    try {
      return searcher().count(fresh == null ? chunks : both(chunks, fresh));
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("The collection cannot be counted", searcher.getIndexReader(), e);
    }
  }

  /**
   * What this view takes on disk and of memory.
   *
   * @throws StorageException when a writer has removed its files since it was opened
   */
  public Footprint footprint() {
    try {
      return Footprint.of(searcher().getIndexReader());
    } catch (IOException e) {
      throw new StorageException(
          "The files of the collection cannot be measured: "
              + e
              + ". If another process writes it, take a new view and ask again.",
          e);
    }
  }

  /** How long the chunks are, those of expired documents too. Reads an entry for each. */
  public ChunkLengths chunkLengths() {
    try {
      return ChunkLengths.of(searcher().getIndexReader(), parents);
    } catch (IOException e) {
      throw new StorageException("The chunks of the collection cannot be read: " + e, e);
    }
  }

  /** Lucene's number of a document in this view; empty when there is none or it has expired. */
  public Optional<Integer> find(String id) {
    Term term = new Term(Fields.ID, id);
    try {
      for (LeafReaderContext leaf : searcher().getIndexReader().leaves()) {
        int last = lastLive(leaf, term);
        if (last >= 0) {
          return expired(leaf, last) ? Optional.empty() : Optional.of(leaf.docBase + last);
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("Document '" + id + "' cannot be read", searcher.getIndexReader(), e);
    }
  }

  /** The last live member of a block is the document itself. */
  private static int lastLive(LeafReaderContext leaf, Term term) throws IOException {
    PostingsEnum members = leaf.reader().postings(term, PostingsEnum.NONE);
    Bits live = leaf.reader().getLiveDocs();
    int last = -1;
    if (members != null) {
      for (int doc = members.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = members.nextDoc()) {
        if (live == null || live.get(doc)) {
          last = doc;
        }
      }
    }
    return last;
  }

  private boolean expired(LeafReaderContext leaf, int doc) throws IOException {
    var times = org.apache.lucene.index.DocValues.getSortedNumeric(leaf.reader(), Fields.EXPIRES);
    return times.advanceExact(doc) && times.nextValue() <= MetadataFields.micros(clock.instant());
  }

  /** Whether a chunk of another document has a vector of this hash. */
  boolean hasVector(String hash, String id) throws IOException {
    Term term = new Term(Fields.VECTOR_HASH, hash);
    for (LeafReaderContext leaf : searcher().getIndexReader().leaves()) {
      PostingsEnum chunks = leaf.reader().postings(term, PostingsEnum.NONE);
      if (chunks == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      var ids = leaf.reader().getSortedDocValues(Fields.ID);
      for (int doc = chunks.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = chunks.nextDoc()) {
        if ((live == null || live.get(doc))
            && ids.advanceExact(doc)
            && !ids.lookupOrd(ids.ordValue()).utf8ToString().equals(id)) {
          return true;
        }
      }
    }
    return false;
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new StoreClosedException(
          "The snapshot is closed. Take another one from the store to go on.");
    }
  }

  /** Gives the files free; a second call does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      release.run();
    } catch (IOException e) {
      throw new StorageException("A view cannot be closed: " + e, e);
    }
  }
}
