package dev.nearfield.peers;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;

/** LangChain4j's store in memory, which compares with every vector. */
final class InMemoryPeer implements Peer {
  private final InMemoryEmbeddingStore<String> store = new InMemoryEmbeddingStore<>();

  @Override
  public String name() {
    return "LangChain4j in memory";
  }

  @Override
  public String settings() {
    return "compares with every vector";
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public void build(float[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      store.add(String.valueOf(i), Embedding.from(vectors[i]));
    }
  }

  @Override
  public int[] search(float[] question, int effort) {
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(Embedding.from(question))
            .maxResults(HITS)
            .build();
    return store.search(request).matches().stream()
        .mapToInt(match -> Integer.parseInt(match.embeddingId()))
        .toArray();
  }

  @Override
  public void close() {}
}
