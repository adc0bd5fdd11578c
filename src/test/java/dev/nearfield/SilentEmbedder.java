package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.TokenCounter;
import java.util.List;

/** An embedder that gives no embedding for any document. */
record SilentEmbedder(Embedder voice) implements Embedder {
  @Override
  public ModelIdentity identity() {
    return voice.identity();
  }

  @Override
  public Embedding embedQuery(String text) {
    return voice.embedQuery(text);
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    return List.of();
  }

  @Override
  public TokenCounter tokenCounter() {
    return voice.tokenCounter();
  }

  @Override
  public void close() {
    voice.close();
  }
}
