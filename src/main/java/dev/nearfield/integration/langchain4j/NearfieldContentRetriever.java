package dev.nearfield.integration.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.nearfield.VectorStore;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Retrieves the texts of a collection for a question, by words, by meaning or by both. Safe for
 * concurrent use; the vector store stays the caller's.
 *
 * <p>Each content is the text of a chunk, or of it and its neighbours where the request asks for
 * them, with the score and the document's id as {@link ContentMetadata}. Its segment has the
 * document's metadata, and title and source under {@code title} and {@code source} where the
 * document has them and its metadata does not. What has no text is left out.
 *
 * {@snippet class="dev.nearfield.examples.LangChain4jExamplesTest" region="retriever"}
 */
public final class NearfieldContentRetriever implements ContentRetriever {
  /** The contents retrieved unless told, as many as LangChain4j's own retriever does. */
  public static final int DEFAULT_MAX_RESULTS = 3;

  private final VectorStore store;
  private final SearchMode mode;
  private final int maxResults;
  private final double minScore;
  private final List<Function<Query, @Nullable Filter>> filters;
  private final @Nullable EmbeddingModel model;
  private final UnaryOperator<SearchRequest> request;

  private NearfieldContentRetriever(Builder builder) {
    this.store = builder.store;
    this.mode = builder.mode;
    this.maxResults = builder.maxResults;
    this.minScore = builder.minScore;
    this.filters = List.copyOf(builder.filters);
    this.model = builder.model;
    this.request = builder.request;
  }

  /** By words and meaning, three contents, no filter. */
  public static NearfieldContentRetriever of(VectorStore store) {
    return builder(store).build();
  }

  /** Begins a retriever with options. */
  public static Builder builder(VectorStore store) {
    return new Builder(store);
  }

  /** The options of a retriever. */
  public static final class Builder {
    private final VectorStore store;
    private SearchMode mode = SearchMode.HYBRID;
    private int maxResults = DEFAULT_MAX_RESULTS;
    private double minScore = Double.NEGATIVE_INFINITY;
    private final List<Function<Query, @Nullable Filter>> filters = new ArrayList<>();
    private @Nullable EmbeddingModel model;
    private UnaryOperator<SearchRequest> request = UnaryOperator.identity();

    private Builder(VectorStore store) {
      this.store = store;
    }

    /** What to rank by; both sides unless told. */
    public Builder mode(SearchMode mode) {
      this.mode = mode;
      return this;
    }

    /** The most contents, 1 to 10,000. */
    public Builder maxResults(int maxResults) {
      if (maxResults < 1 || maxResults > SearchRequest.MOST) {
        throw new IllegalArgumentException(
            "maxResults must be between 1 and " + SearchRequest.MOST + ", got " + maxResults + ".");
      }
      this.maxResults = maxResults;
      return this;
    }

    /** The least score, on the scale of the mode: BM25, (1 + cosine) / 2, or the fused score. */
    public Builder minScore(double minScore) {
      if (Double.isNaN(minScore)) {
        throw new IllegalArgumentException("minScore must be a number, got NaN.");
      }
      this.minScore = minScore;
      return this;
    }

    /** Only documents that satisfy the filter, and all others given. */
    public Builder filter(Filter filter) {
      return dynamicFilter(query -> filter);
    }

    /** A filter made for each query; where it answers null there is none. */
    public Builder dynamicFilter(Function<Query, @Nullable Filter> filter) {
      filters.add(filter);
      return this;
    }

    /** Embeds questions for a store that has no embedder of its own. */
    public Builder embeddingModel(EmbeddingModel model) {
      this.model = model;
      return this;
    }

    /** What else is wanted of the search, such as recency, neighbours or another fusion. */
    public Builder request(UnaryOperator<SearchRequest> request) {
      this.request = request;
      return this;
    }

    /** The retriever. */
    public NearfieldContentRetriever build() {
      return new NearfieldContentRetriever(this);
    }
  }

  /**
   * The contents for a query, best first.
   *
   * @throws dev.nearfield.model.InvalidInputException when the search needs an embedding of the
   *     question and neither the store nor this retriever has a model to make it
   * @throws UnsupportedOperationException for a filter of a class that LangChain4j does not have
   */
  @Override
  public List<Content> retrieve(Query query) {
    SearchRequest wanted =
        question(query.text()).limit(maxResults).minimumScore(minScore).withoutDistances();
    for (Function<Query, @Nullable Filter> each : filters) {
      Filter filter = each.apply(query);
      if (filter != null) {
        wanted = wanted.where(FilterTranslation.translate(filter));
      }
    }
    return store.search(request.apply(wanted)).stream()
        .map(NearfieldContentRetriever::content)
        .flatMap(Optional::stream)
        .toList();
  }

  private SearchRequest question(String text) {
    if (model == null) {
      return SearchRequest.of(mode, text);
    }
    return switch (mode) {
      case KEYWORD -> SearchRequest.keyword(text);
      case VECTOR -> SearchRequest.vector(embed(model, text));
      case HYBRID -> SearchRequest.hybrid(text, embed(model, text));
    };
  }

  private static Embedding embed(EmbeddingModel model, String text) {
    EmbeddingRequest.Builder asked = EmbeddingRequest.builder().input(text);
    if (model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE)) {
      asked.inputType(EmbeddingInputType.QUERY);
    }
    return Embedding.of(model.embed(asked.build()).embeddings().getFirst().vector());
  }

  private static Optional<Content> content(Hit hit) {
    TextSegment segment =
        Segments.toSegment(hit.context() == null ? hit.text() : hit.context(), hit.metadata());
    if (segment == null) {
      return Optional.empty();
    }
    putIfAbsent(segment.metadata(), "title", hit.title());
    putIfAbsent(segment.metadata(), "source", hit.source());
    return Optional.of(
        Content.from(
            segment,
            Map.of(
                ContentMetadata.SCORE, hit.score(),
                ContentMetadata.EMBEDDING_ID, hit.documentId())));
  }

  private static void putIfAbsent(Metadata metadata, String key, @Nullable String value) {
    if (value != null && !metadata.containsKey(key)) {
      metadata.put(key, value);
    }
  }
}
