package dev.nearfield.integration.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.nearfield.embed.Embedder;
import java.util.List;
import java.util.Set;

/**
 * An embedder as LangChain4j's embedding model. The embedder stays the caller's, who closes it.
 * Safe for concurrent use.
 *
 * <p>Many models embed a question and a document differently. A request says which it is by its
 * input type; where it does not say, {@link #of} takes texts for documents and {@link #forQueries}
 * for questions.
 *
 * {@snippet class="dev.nearfield.examples.LangChain4jExamplesTest" region="store"}
 */
public final class NearfieldEmbeddingModel implements EmbeddingModel {
  private final Embedder embedder;
  private final EmbeddingInputType defaultType;

  private NearfieldEmbeddingModel(Embedder embedder, EmbeddingInputType defaultType) {
    this.embedder = embedder;
    this.defaultType = defaultType;
  }

  /** Takes texts for documents. */
  public static NearfieldEmbeddingModel of(Embedder embedder) {
    return new NearfieldEmbeddingModel(embedder, EmbeddingInputType.DOCUMENT);
  }

  /** The same model, which takes texts for questions. */
  public NearfieldEmbeddingModel forQueries() {
    return new NearfieldEmbeddingModel(embedder, EmbeddingInputType.QUERY);
  }

  /**
   * The embeddings of the inputs, in their order.
   *
   * @throws dev.nearfield.model.EmbeddingException when the model fails
   */
  @Override
  public EmbeddingResponse doEmbed(EmbeddingRequest request) {
    List<String> texts = request.inputs().stream().map(EmbeddingInput::text).toList();
    EmbeddingInputType type = request.inputType() == null ? defaultType : request.inputType();
    var embeddings =
        switch (type) {
          case DOCUMENT -> embedder.embedDocuments(texts);
          case QUERY -> texts.stream().map(embedder::embedQuery).toList();
        };
    return EmbeddingResponse.builder()
        .embeddings(embeddings.stream().map(one -> Embedding.from(one.toArray())).toList())
        .modelName(modelName())
        .build();
  }

  @Override
  public Set<EmbeddingParameter<?>> supportedParameters() {
    return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
  }

  @Override
  public int dimension() {
    return embedder.identity().dimension();
  }

  @Override
  public String modelName() {
    return embedder.identity().name();
  }
}
