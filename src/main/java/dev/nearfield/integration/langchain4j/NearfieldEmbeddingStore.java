package dev.nearfield.integration.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.Hit;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A collection as LangChain4j's embedding store. Each embedding is a document of one chunk, whose
 * id is the embedding's, whose text is the segment's, and which has no text where there is no
 * segment. Safe for concurrent use.
 *
 * <p>A search answers scores of (1 + cosine) / 2 and the embeddings exactly as they were added.
 * Metadata comes back by the getter of its type: whole numbers are kept as long, others as double,
 * UUIDs as strings.
 *
 * <p>A search that starts after an addition or removal returned sees it. It survives a crash once
 * {@link #commit} returned, or the vector store was closed.
 *
 * <p>In a collection of documents of several chunks, every chunk is a match under the id of its
 * document, and removing that id removes them all.
 *
 * {@snippet class="dev.nearfield.examples.LangChain4jExamplesTest" region="store"}
 */
public final class NearfieldEmbeddingStore implements EmbeddingStore<TextSegment>, AutoCloseable {
  private final VectorStore store;
  private final boolean hybrid;
  private final @Nullable Fusion fusion;
  private final boolean closing;

  private NearfieldEmbeddingStore(Builder builder) {
    this.store = builder.store;
    this.hybrid = builder.hybrid;
    this.fusion = builder.fusion;
    this.closing = builder.closing;
  }

  /** Over a vector store that stays the caller's, who closes it. Searches by meaning alone. */
  public static NearfieldEmbeddingStore of(VectorStore store) {
    return builder(store).build();
  }

  /** Begins a store with options. */
  public static Builder builder(VectorStore store) {
    return new Builder(store);
  }

  /** The options of a store. */
  public static final class Builder {
    private final VectorStore store;
    private boolean hybrid;
    private @Nullable Fusion fusion;
    private boolean closing;

    private Builder(VectorStore store) {
      this.store = store;
    }

    /** As {@link #hybrid(Fusion)}, with the collection's own fusion. */
    public Builder hybrid() {
      this.hybrid = true;
      this.fusion = null;
      return this;
    }

    /**
     * Searches by words too, where a request has a query text that is not blank. Scores and {@code
     * minScore} are then on the scale of the fusion, and no cosine.
     */
    public Builder hybrid(Fusion fusion) {
      this.hybrid = true;
      this.fusion = fusion;
      return this;
    }

    /** Lets {@link NearfieldEmbeddingStore#close} close the vector store. */
    public Builder closing() {
      this.closing = true;
      return this;
    }

    /** The store. */
    public NearfieldEmbeddingStore build() {
      return new NearfieldEmbeddingStore(this);
    }
  }

  @Override
  public String add(Embedding embedding) {
    String id = newId();
    add(id, embedding);
    return id;
  }

  @Override
  public void add(String id, Embedding embedding) {
    put(id, embedding, null);
  }

  @Override
  public String add(Embedding embedding, @Nullable TextSegment segment) {
    String id = newId();
    put(id, embedding, segment);
    return id;
  }

  @Override
  public List<String> addAll(List<Embedding> embeddings) {
    List<String> ids = generateIds(embeddings.size());
    addAll(ids, embeddings, null);
    return ids;
  }

  /**
   * Adds embeddings one after the other, in the place of those of the same ids. Where one is
   * refused, those before it have been added.
   *
   * @param segments null where the embeddings have no text; single ones may be null too
   * @throws IllegalArgumentException when the lists differ in length
   * @throws dev.nearfield.model.InvalidInputException when a vector is not of the collection's
   *     dimension, or has no direction
   */
  @Override
  public void addAll(
      @Nullable List<String> ids,
      @Nullable List<Embedding> embeddings,
      @Nullable List<TextSegment> segments) {
    int count = size(embeddings);
    requireEqual("ids", size(ids), "embeddings", count);
    if (segments != null) {
      requireEqual("embeddings", count, "embedded", segments.size());
    }
    if (ids == null || embeddings == null) {
      return;
    }
    for (int i = 0; i < count; i++) {
      put(ids.get(i), embeddings.get(i), segments == null ? null : segments.get(i));
    }
  }

  private void put(String id, Embedding embedding, @Nullable TextSegment segment) {
    store.add(
        Segments.toDocument(id, segment), dev.nearfield.model.Embedding.of(embedding.vector()));
  }

  private static int size(@Nullable Collection<?> items) {
    return items == null ? 0 : items.size();
  }

  private static void requireEqual(String one, int count, String other, int otherCount) {
    if (count != otherCount) {
      throw new IllegalArgumentException(
          one + " size (" + count + ") is not equal to " + other + " size (" + otherCount + ")");
    }
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Removes the embeddings of these ids; nothing happens for null, none, or unknown ids. */
  @Override
  public void removeAll(@Nullable Collection<String> ids) {
    if (ids != null) {
      ids.forEach(store::delete);
    }
  }

  /**
   * Removes the embeddings whose metadata satisfies a filter.
   *
   * @throws UnsupportedOperationException for a filter of a class that LangChain4j does not have
   */
  @Override
  public void removeAll(@Nullable Filter filter) {
    if (filter == null) {
      throw new IllegalArgumentException("filter cannot be null");
    }
    store.delete(FilterTranslation.translate(filter));
  }

  @Override
  public void removeAll() {
    store.delete(Filters.exists(Key.ID));
  }

  /**
   * The nearest embeddings, best first.
   *
   * @throws UnsupportedOperationException for a filter of a class that LangChain4j does not have
   * @throws IllegalArgumentException for more than 10,000 results
   */
  @Override
  public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
    SearchRequest wanted = translate(request);
    try (Snapshot now = store.snapshot()) {
      Map<String, Optional<EmbeddedDocument>> documents = new HashMap<>();
      List<EmbeddingMatch<TextSegment>> matches = new ArrayList<>();
      for (Hit hit : now.search(wanted)) {
        documents
            .computeIfAbsent(hit.documentId(), now::getEmbedded)
            .ifPresent(document -> matches.add(match(hit, document)));
      }
      return new EmbeddingSearchResult<>(matches);
    }
  }

  private SearchRequest translate(EmbeddingSearchRequest request) {
    if (request.maxResults() > SearchRequest.MOST) {
      throw new IllegalArgumentException(
          "maxResults must be at most "
              + SearchRequest.MOST
              + ", got "
              + request.maxResults()
              + ". To read a whole collection, use Snapshot.list, which turns pages.");
    }
    var vector = dev.nearfield.model.Embedding.of(request.queryEmbedding().vector());
    String words = request.query();
    SearchRequest wanted =
        !hybrid || words == null || words.isBlank()
            ? SearchRequest.vector(vector)
            : SearchRequest.hybrid(words, vector);
    if (fusion != null) {
      wanted = wanted.fuse(fusion);
    }
    if (request.filter() != null) {
      wanted = wanted.where(FilterTranslation.translate(request.filter()));
    }
    return wanted.limit(request.maxResults()).minimumScore(request.minScore()).withoutDistances();
  }

  private static EmbeddingMatch<TextSegment> match(Hit hit, EmbeddedDocument document) {
    var embedding = document.chunks().get(hit.chunk().ordinal()).embedding();
    return new EmbeddingMatch<>(
        hit.score(),
        hit.documentId(),
        Embedding.from(embedding.toArray()),
        Segments.toSegment(hit.text(), hit.metadata()));
  }

  /** Makes everything written so far survive a crash. */
  public void commit() {
    store.commit();
  }

  /**
   * Closes the vector store, which commits, if this store was built {@link Builder#closing}; else
   * does nothing.
   */
  @Override
  public void close() {
    if (closing) {
      store.close();
    }
  }
}
