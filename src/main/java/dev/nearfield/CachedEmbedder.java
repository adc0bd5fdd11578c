package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.TokenCounter;
import dev.nearfield.store.EmbeddingCache;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * An embedder that keeps what it made of documents' texts in a folder, and embeds no text again
 * that is there. The embeddings are the same to the bit as without it. Questions are not kept.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="cached"}
 */
public final class CachedEmbedder implements Embedder {
  private static final int SLICE = 256;

  private final Embedder embedder;
  private final EmbeddingCache cache;
  private final LongAdder found = new LongAdder();
  private final LongAdder embedded = new LongAdder();

  CachedEmbedder(Embedder embedder, EmbeddingCache cache) {
    this.embedder = embedder;
    this.cache = cache;
  }

  @Override
  public ModelIdentity identity() {
    return embedder.identity();
  }

  @Override
  public Embedding embedQuery(String text) {
    return embedder.embedQuery(text);
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    Set<String> missing = new LinkedHashSet<>(texts);
    Map<String, Embedding> known = new HashMap<>(cache.find(missing));
    missing.removeAll(known.keySet());
    for (List<String> slice : slices(List.copyOf(missing))) {
      Map<String, Embedding> made = embed(slice);
      cache.put(made);
      known.putAll(made);
    }
    embedded.add(missing.size());
    found.add(texts.size() - missing.size());
    return texts.stream().map(known::get).toList();
  }

  /** A long document's first embeddings are kept before its last are made. */
  private static List<List<String>> slices(List<String> texts) {
    return IntStream.iterate(0, start -> start < texts.size(), start -> start + SLICE)
        .mapToObj(start -> texts.subList(start, Math.min(texts.size(), start + SLICE)))
        .toList();
  }

  private Map<String, Embedding> embed(List<String> texts) {
    List<Embedding> embeddings = embedder.embedDocuments(texts);
    if (embeddings.size() != texts.size()) {
      throw new EmbeddingException(
          "The embedder of "
              + identity().name()
              + " gave "
              + embeddings.size()
              + " embeddings for "
              + texts.size()
              + " texts. Mend the embedder; nothing of these texts was kept.");
    }
    Map<String, Embedding> made = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      made.put(texts.get(i), embeddings.get(i));
    }
    return made;
  }

  /** What became of the texts of all calls so far. */
  public CacheStatistics statistics() {
    return new CacheStatistics(found.sum(), embedded.sum());
  }

  @Override
  public TokenCounter tokenCounter() {
    return embedder.tokenCounter();
  }

  /** Closes the cache and the embedder behind it. */
  @Override
  public void close() {
    try (embedder) {
      cache.close();
    }
  }
}
