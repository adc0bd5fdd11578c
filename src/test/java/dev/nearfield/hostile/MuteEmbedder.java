package dev.nearfield.hostile;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.TokenCounter;
import java.util.List;

/** An embedder that forgets documents. */
record MuteEmbedder(int dimension) implements Embedder {

  @Override
  public ModelIdentity identity() {
    return new HashingEmbedder(dimension).identity();
  }

  @Override
  public Embedding embedQuery(String text) {
    return new HashingEmbedder(dimension).embedQuery(text);
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    return List.of();
  }

  @Override
  public TokenCounter tokenCounter() {
    return String::length;
  }

  @Override
  public void close() {}
}
