package dev.nearfield.embed;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.TokenCounter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An embedder for tests that needs no model: each word has a random direction that its hash gives,
 * and a text is the sum of its words. Counts what it embeds.
 */
public final class HashingEmbedder implements Embedder {
  private final ModelIdentity identity;
  private final AtomicInteger documents = new AtomicInteger();

  public HashingEmbedder(int dimension) {
    this("hashing", dimension);
  }

  public HashingEmbedder(String name, int dimension) {
    this.identity = new ModelIdentity(name, "1", dimension, "mean", true, "", "", 0);
  }

  /** How many texts were embedded as documents. */
  public int embeddedDocuments() {
    return documents.get();
  }

  @Override
  public ModelIdentity identity() {
    return identity;
  }

  @Override
  public Embedding embedQuery(String text) {
    if (text.isBlank()) {
      throw new EmbeddingException("A blank text has no embedding.");
    }
    float[] sum = new float[identity.dimension()];
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
      Random random = new Random(word.hashCode());
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) random.nextGaussian();
      }
    }
    return Embedding.of(sum).normalized();
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    documents.addAndGet(texts.size());
    return texts.stream().map(this::embedQuery).toList();
  }

  @Override
  public TokenCounter tokenCounter() {
    return text -> text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  @Override
  public void close() {}
}
