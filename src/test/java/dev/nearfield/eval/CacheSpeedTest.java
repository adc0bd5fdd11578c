package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.CachedEmbedder;
import dev.nearfield.Embedders;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.EmbeddingCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the cache of embeddings; prints what the embedding page has. A longer run. */
@Tag("long")
final class CacheSpeedTest {
  private static final int DOCUMENTS = 1_000;
  private static final int BATCH = 64;
  private static final int DIMENSION = 384;
  private static final int ENTRIES = 300_000;
  private static final int BATCHES = 3_000;

  @TempDir private Path folder;

  @Test
  void documentsOfSciFact() {
    List<String> texts;
    try (Stream<SourceDocument> documents = BeirHome.open("scifact").documents()) {
      texts = documents.limit(DOCUMENTS).map(d -> d.title() + " " + d.text()).toList();
    }
    List<Embedding> cold = embed("cold", texts);
    assertEquals(cold, embed("warm, in a new process of the cache", texts));
  }

  private List<Embedding> embed(String what, List<String> texts) {
    try (CachedEmbedder embedder =
        Embedders.cached(Embedders.load(Embedders.DEFAULT_MODEL), folder.resolve("scifact"))) {
      List<Embedding> embeddings = new ArrayList<>();
      long start = System.nanoTime();
      for (int from = 0; from < texts.size(); from += BATCH) {
        embeddings.addAll(
            embedder.embedDocuments(texts.subList(from, Math.min(from + BATCH, texts.size()))));
      }
      print(what, texts.size(), start);
      return embeddings;
    }
  }

  @Test
  void lookups() {
    Random random = new Random(1);
    try (EmbeddingCache cache =
        EmbeddingCache.open(
            folder.resolve("many"),
            ModelIdentity.external("given", DIMENSION),
            EmbeddingCache.DEFAULT_BYTES)) {
      long start = System.nanoTime();
      for (int from = 0; from < ENTRIES; from += BATCH) {
        Map<String, Embedding> entries = new HashMap<>();
        for (int i = from; i < from + BATCH; i++) {
          entries.put("text " + i, embedding(random));
        }
        cache.put(entries);
      }
      print("put", ENTRIES, start);
      find(cache, "found, first time", random, 0);
      find(cache, "found", random, 0);
      find(cache, "not found", random, 2 * ENTRIES);
    }
  }

  private static void find(EmbeddingCache cache, String what, Random random, int from) {
    long start = System.nanoTime();
    for (int batch = 0; batch < BATCHES; batch++) {
      Set<String> texts = new HashSet<>();
      while (texts.size() < BATCH) {
        texts.add("text " + (from + random.nextInt(ENTRIES)));
      }
      assertEquals(from == 0 ? BATCH : 0, cache.find(texts).size());
    }
    double perSecond = print(what, BATCHES * BATCH, start);
    assertTrue(perSecond > 1_000, "slower than a model");
  }

  private static Embedding embedding(Random random) {
    float[] components = new float[DIMENSION];
    for (int i = 0; i < components.length; i++) {
      components[i] = random.nextFloat() - 0.5f;
    }
    return Embedding.of(components);
  }

  private static double print(String what, int texts, long start) {
    double perSecond = texts / ((System.nanoTime() - start) / 1e9);
    System.out.printf(Locale.ROOT, "| %s | %,.0f a second |%n", what, perSecond);
    return perSecond;
  }
}
