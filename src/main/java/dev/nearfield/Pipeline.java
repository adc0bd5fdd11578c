package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.ingest.Chunker;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.TokenCounter;
import dev.nearfield.store.Block;
import dev.nearfield.store.Collection;
import dev.nearfield.store.CollectionView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chunk, embed, write; and nothing of that where the collection has the document already. */
final class Pipeline {
  /** What a model's tokenizer puts before and behind a text. */
  private static final int SPECIAL_TOKENS = 2;

  private static final TokenCounter NO_TOKENS = String::length;
  private static final int BATCH = 64;
  private static final long BATCH_CHARACTERS = 400_000;

  private final Collection collection;
  private final @Nullable Embedder embedder;
  private final Chunker chunker;
  private final Clock clock;
  private final ReadWriteLock deletions = new ReentrantReadWriteLock();
  private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();

  Pipeline(Collection collection, @Nullable Embedder embedder, Chunker chunker, Clock clock) {
    this.collection = collection;
    this.embedder = embedder;
    this.chunker = chunker;
    this.clock = clock;
  }

  /** Stands beside a long addition. */
  interface Intake {
    /** Throws when a document must not take the place of another one of the same id. */
    default void requireReplaceable(SourceDocument document, SourceDocument stored) {}

    /** A document cannot be kept; throws to end the addition. */
    default void refused(SourceDocument document, InvalidInputException refusal) {
      throw refusal;
    }

    /** All documents up to here are written, but for those refused. */
    void written(IngestReport soFar);
  }

  /** Adds documents a batch at a time, so that memory does not grow with their number. */
  IngestReport addAll(Iterator<ReadDocument> documents, Intake intake) {
    IngestReport report = IngestReport.NONE;
    List<ReadDocument> batch = new ArrayList<>(BATCH);
    Set<String> ids = new HashSet<>();
    long characters = 0;
    while (documents.hasNext()) {
      ReadDocument next = documents.next();
      if (batch.size() == BATCH
          || characters > BATCH_CHARACTERS
          || ids.contains(next.document().id())) {
        report = report.plus(add(batch, intake));
        intake.written(report);
        batch.clear();
        ids.clear();
        characters = 0;
      }
      batch.add(next);
      ids.add(next.document().id());
      characters += next.text().length();
    }
    report = report.plus(add(batch, intake));
    intake.written(report);
    return report;
  }

  /** Adds documents of different ids. */
  private IngestReport add(List<ReadDocument> documents, Intake intake) {
    IngestReport report = IngestReport.NONE;
    List<Pending> pending = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (ReadDocument read : documents) {
      SourceDocument document = read.document();
      Optional<Block> stored = stored(document.id());
      if (stored.isPresent() && !isReplaceable(document, stored.get().document(), intake)) {
        continue;
      }
      List<PlacedChunk> chunks = chunks(read);
      String hash = ContentHash.of(document, chunks, collection.manifest());
      if (stored.isPresent() && stored.get().hash().equals(hash)) {
        report = report.plus(unlessRefused(document, intake, () -> keep(document, stored.get())));
        continue;
      }
      pending.add(new Pending(withTimes(document, stored), chunks, hash));
      chunks.forEach(placed -> texts.add(embeddedText(document, placed.chunk())));
    }
    Iterator<Embedding> embeddings = embed(texts).iterator();
    report = report.plus(IngestReport.ofTruncated(truncated(texts)));
    for (Pending next : pending) {
      List<EmbeddedChunk> chunks = new ArrayList<>(next.chunks.size());
      next.chunks.forEach(
          placed ->
              chunks.add(new EmbeddedChunk(placed.chunk(), placed.place(), embeddings.next())));
      report =
          report.plus(
              unlessRefused(
                  next.document,
                  intake,
                  () -> {
                    put(new Block(next.document, chunks, next.hash));
                    return IngestReport.ofEmbedded(chunks.size());
                  }));
    }
    return report;
  }

  private static boolean isReplaceable(
      SourceDocument document, SourceDocument stored, Intake intake) {
    try {
      intake.requireReplaceable(document, stored);
      return true;
    } catch (InvalidInputException e) {
      intake.refused(document, e);
      return false;
    }
  }

  private static IngestReport unlessRefused(
      SourceDocument document, Intake intake, Supplier<IngestReport> write) {
    try {
      return write.get();
    } catch (InvalidInputException e) {
      intake.refused(document, e);
      return IngestReport.NONE;
    }
  }

  private record Pending(SourceDocument document, List<PlacedChunk> chunks, String hash) {}

  /** Adds a document whose embeddings were made outside. */
  IngestReport add(SourceDocument document, List<EmbeddedChunk> chunks) {
    GivenVectors.requireFit(document, chunks, collection.manifest());
    String hash = ContentHash.ofGiven(document, chunks, collection.manifest());
    Optional<Block> stored = stored(document.id());
    if (stored.isPresent() && stored.get().hash().equals(hash)) {
      return keep(document, stored.get());
    }
    put(new Block(withTimes(document, stored), chunks, hash));
    return IngestReport.ofEmbedded(chunks.size());
  }

  /** Gives a document other metadata, and a new time of change; false when there is none. */
  boolean update(String id, Metadata metadata) {
    deletions.readLock().lock();
    try {
      return updateUndeleted(id, metadata);
    } finally {
      deletions.readLock().unlock();
    }
  }

  void delete(String id) {
    synchronized (lock(id)) {
      collection.delete(id);
    }
  }

  /** Deletes documents and tells how many there were when it began. */
  int delete(Filter filter) {
    deletions.writeLock().lock();
    try {
      int count = count(filter);
      collection.delete(filter);
      return count;
    } finally {
      deletions.writeLock().unlock();
    }
  }

  private int count(Filter filter) {
    try (CollectionView view = collection.viewToWrite()) {
      return view.documents().count(filter);
    }
  }

  int purgeExpired() {
    deletions.writeLock().lock();
    try (CollectionView view = collection.viewToWrite()) {
      Instant now = view.now();
      int expired = view.documents().expired(now);
      if (expired > 0) {
        collection.delete(Filters.atMost(Key.EXPIRES, now));
      }
      return expired;
    } finally {
      deletions.writeLock().unlock();
    }
  }

  private boolean updateUndeleted(String id, Metadata metadata) {
    synchronized (lock(id)) {
      Optional<Block> stored = stored(id);
      stored.ifPresent(
          block -> keep(block.document().withMetadata(metadata).withTimes(null, null), block));
      return stored.isPresent();
    }
  }

  private void put(Block block) {
    synchronized (lock(block.document().id())) {
      collection.put(block);
    }
  }

  /** Holds back a write between the reading and the writing of an update. */
  private Object lock(String id) {
    return locks[Math.floorMod(id.hashCode(), locks.length)];
  }

  /** Writes a document whose embeddings stand, if anything else about it changed. */
  private IngestReport keep(SourceDocument document, Block stored) {
    SourceDocument old = stored.document();
    Instant created = document.created() == null ? old.created() : document.created();
    Instant updated = document.updated() == null ? old.updated() : document.updated();
    if (document.withTimes(created, updated).equals(old)) {
      return IngestReport.ofUnchanged();
    }
    put(new Block(withTimes(document, Optional.of(stored)), stored.chunks(), stored.hash()));
    return IngestReport.ofUpdated();
  }

  private Optional<Block> stored(String id) {
    try (CollectionView view = collection.viewOf(id)) {
      return view.find(id).map(doc -> view.blocks().block(doc));
    }
  }

  private SourceDocument withTimes(SourceDocument document, Optional<Block> stored) {
    Instant now = clock.instant();
    Instant created = document.created();
    if (created == null) {
      created = stored.map(block -> block.document().created()).orElse(now);
    }
    return document.withTimes(created, document.updated() == null ? now : document.updated());
  }

  /** A document without text has no chunk: it is kept and listed, and never found. */
  private List<PlacedChunk> chunks(ReadDocument read) {
    TokenCounter tokens = embedder == null ? NO_TOKENS : embedder.tokenCounter();
    return chunker.chunk(read, tokens);
  }

  /** How many texts are longer than what the encoder sees of them. */
  private long truncated(List<String> texts) {
    if (embedder == null || embedder.identity().tokenLimit() == 0) {
      return 0;
    }
    int seen = embedder.identity().tokenLimit() - SPECIAL_TOKENS;
    TokenCounter tokens = embedder.tokenCounter();
    return texts.stream().filter(text -> text.length() > seen && tokens.count(text) > seen).count();
  }

  /** The title stands before each chunk, for the encoder as for BM25. */
  static String embeddedText(SourceDocument document, Chunk chunk) {
    return document.title() == null ? chunk.text() : document.title() + " " + chunk.text();
  }

  private List<Embedding> embed(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    if (embedder == null) {
      throw new InvalidInputException(
          "The store has no embedder, so documents must bring their vectors. Open the store with"
              + " an embedder, or add each document with its embedding.");
    }
    List<Embedding> embeddings = embedder.embedDocuments(texts);
    if (embeddings.size() != texts.size()) {
      throw new EmbeddingException(
          "The embedder of "
              + embedder.identity().name()
              + " gave "
              + embeddings.size()
              + " embeddings for "
              + texts.size()
              + " texts. Mend the embedder; nothing of this batch was written.");
    }
    embeddings.forEach(embedding -> GivenVectors.requireFit(embedding, collection.manifest()));
    return embeddings;
  }
}
