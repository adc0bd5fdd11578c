package dev.nearfield.embed;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.model.TokenCounter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An embedder that is loaded when the first text is to be embedded.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="lazy"}
 */
public final class LazyEmbedder implements Embedder {
  private final ModelIdentity identity;
  private final Supplier<Embedder> loader;
  private @Nullable Embedder loaded;
  private boolean closed;

  public LazyEmbedder(ModelIdentity identity, Supplier<Embedder> loader) {
    this.identity = identity;
    this.loader = loader;
  }

  private synchronized Embedder loaded() {
    if (closed) {
      throw new StoreClosedException(
          "The embedder of " + identity.name() + " is closed. Load the model again to go on.");
    }
    Embedder embedder = loaded;
    if (embedder == null) {
      embedder = loader.get();
      loaded = embedder;
    }
    return embedder;
  }

  @Override
  public ModelIdentity identity() {
    return identity;
  }

  @Override
  public Embedding embedQuery(String text) {
    return loaded().embedQuery(text);
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    return loaded().embedDocuments(texts);
  }

  @Override
  public TokenCounter tokenCounter() {
    return text -> loaded().tokenCounter().count(text);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (loaded != null) {
      loaded.close();
    }
  }
}
