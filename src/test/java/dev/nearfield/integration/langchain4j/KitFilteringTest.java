package dev.nearfield.integration.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStoreWithFilteringIT;
import dev.nearfield.Embedders;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.ModelIdentity;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j's published tests of adding, searching, scores, metadata and filters. */
final class KitFilteringTest extends EmbeddingStoreWithFilteringIT {
  private static Embedder embedder;

  @TempDir private Path folder;
  private @Nullable NearfieldEmbeddingStore store;

  @BeforeAll
  static void load() {
    embedder = Embedders.load(Embedders.DEFAULT_MODEL);
  }

  @AfterAll
  static void unload() {
    embedder.close();
  }

  @Override
  protected void ensureStoreIsReady() {
    VectorStore vectors = VectorStore.open(folder, ModelIdentity.external("kit", 384));
    store = NearfieldEmbeddingStore.builder(vectors).closing().build();
  }

  @AfterEach
  void closeStore() {
    embeddingStore().close();
  }

  @Override
  protected NearfieldEmbeddingStore embeddingStore() {
    return Objects.requireNonNull(store);
  }

  @Override
  protected EmbeddingModel embeddingModel() {
    return NearfieldEmbeddingModel.of(embedder);
  }

  @Override
  protected boolean supportsContains() {
    return true;
  }

  @Override
  protected boolean assertEmbedding() {
    return true;
  }
}
