package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chunk, embed, write; and nothing of that where the collection has the document already. */
final class Pipeline {
  /** How new collections cut documents, as their manifest says it. */
  static final String CHUNKING = "whole";

  private static final int BATCH = 64;

  private final Collection collection;
  private final @Nullable Embedder embedder;
  private final Clock clock;
  private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();

  Pipeline(Collection collection, @Nullable Embedder embedder, Clock clock) {
    this.collection = collection;
    this.embedder = embedder;
    this.clock = clock;
  }

  /** Adds documents a batch at a time, so that memory does not grow with their number. */
  IngestReport addAll(Iterator<SourceDocument> documents, Consumer<IngestReport> progress) {
    IngestReport report = IngestReport.NONE;
    List<SourceDocument> batch = new ArrayList<>(BATCH);
    Set<String> ids = new HashSet<>();
    while (documents.hasNext()) {
      SourceDocument document = documents.next();
      if (batch.size() == BATCH || ids.contains(document.id())) {
        report = report.plus(add(batch));
        progress.accept(report);
        batch.clear();
        ids.clear();
      }
      batch.add(document);
      ids.add(document.id());
    }
    report = report.plus(add(batch));
    progress.accept(report);
    return report;
  }

  /** Adds documents of different ids. */
  private IngestReport add(List<SourceDocument> documents) {
    IngestReport report = IngestReport.NONE;
    List<Pending> pending = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (SourceDocument document : documents) {
      List<Chunk> chunks = chunks(document);
      String hash = ContentHash.of(document, chunks, collection.manifest());
      Optional<Block> stored = stored(document.id());
      if (stored.isPresent() && stored.get().hash().equals(hash)) {
        report = report.plus(keep(document, stored.get()));
        continue;
      }
      pending.add(new Pending(withTimes(document, stored), chunks, hash));
      chunks.forEach(chunk -> texts.add(embeddedText(document, chunk)));
    }
    Iterator<Embedding> embeddings = embed(texts).iterator();
    for (Pending next : pending) {
      List<EmbeddedChunk> chunks = new ArrayList<>(next.chunks.size());
      next.chunks.forEach(chunk -> chunks.add(new EmbeddedChunk(chunk, embeddings.next())));
      put(new Block(next.document, chunks, next.hash));
      report = report.plus(IngestReport.ofEmbedded(chunks.size()));
    }
    return report;
  }

  private record Pending(SourceDocument document, List<Chunk> chunks, String hash) {}

  /** Adds a document whose embeddings were made outside. */
  IngestReport add(SourceDocument document, List<EmbeddedChunk> chunks) {
    GivenVectors.requireFit(chunks, collection.manifest());
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
  private static List<Chunk> chunks(SourceDocument document) {
    return document.text().isBlank() ? List.of() : List.of(Chunk.whole(document.text()));
  }

  /** The title stands before each chunk, for the encoder as for BM25. */
  private static String embeddedText(SourceDocument document, Chunk chunk) {
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
    return embedder.embedDocuments(texts);
  }
}
