package dev.nearfield.embed;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.TokenCounter;
import java.util.List;

/**
 * Turns texts into embeddings of one model. Safe for concurrent use; memory does not grow with the
 * number of texts beyond their embeddings. The same text gives the same embedding, whatever is
 * embedded beside it.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="embed"}
 */
public interface Embedder extends AutoCloseable {

  /** The model and the way it is used. */
  ModelIdentity identity();

  /**
   * The embedding of a question.
   *
   * @throws dev.nearfield.model.EmbeddingException when the text is blank or the model fails
   */
  Embedding embedQuery(String text);

  /**
   * The embeddings of documents' texts, in the order given.
   *
   * @throws dev.nearfield.model.EmbeddingException when a text is blank or the model fails
   */
  List<Embedding> embedDocuments(List<String> texts);

  /** Counts tokens as this model sees them. */
  TokenCounter tokenCounter();

  /** Frees the model; calls after it throw {@link dev.nearfield.model.StoreClosedException}. */
  @Override
  void close();
}
