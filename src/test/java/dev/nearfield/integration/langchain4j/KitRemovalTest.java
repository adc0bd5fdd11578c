package dev.nearfield.integration.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreWithRemovalIT;
import dev.nearfield.Embedders;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.ModelIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j's published tests of removal. */
final class KitRemovalTest extends EmbeddingStoreWithRemovalIT {
  private static Embedder embedder;

  @TempDir private Path folder;
  private NearfieldEmbeddingStore store;

  @BeforeAll
  static void load() {
    embedder = Embedders.load(Embedders.DEFAULT_MODEL);
  }

  @AfterAll
  static void unload() {
    embedder.close();
  }

  @BeforeEach
  void openStore() {
    VectorStore vectors = VectorStore.open(folder, ModelIdentity.external("kit", 384));
    store = NearfieldEmbeddingStore.builder(vectors).closing().build();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  protected EmbeddingStore<TextSegment> embeddingStore() {
    return store;
  }

  @Override
  protected EmbeddingModel embeddingModel() {
    return NearfieldEmbeddingModel.of(embedder);
  }
}
