package dev.nearfield.integration.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreAddAllContract;
import dev.nearfield.VectorStore;
import dev.nearfield.model.ModelIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j's published contract for what is added at once. */
final class KitAddAllTest implements EmbeddingStoreAddAllContract {
  @TempDir private Path folder;
  private NearfieldEmbeddingStore store;

  @BeforeEach
  void openStore() {
    VectorStore vectors = VectorStore.open(folder, ModelIdentity.external("kit", 3));
    store = NearfieldEmbeddingStore.builder(vectors).closing().build();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  public EmbeddingStore<TextSegment> embeddingStore() {
    return store;
  }
}
