package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector side against cosines computed over all chunks. */
final class VectorSearchTest {
  private static final int DIMENSION = 24;

  private final Map<String, Embedding> chunks = new LinkedHashMap<>();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 40})
  void everyLimitGivesTheNearestChunksOfAnyNumberOfDocuments(int documents) {
    Random random = new Random(documents);
    try (VectorStore store = open()) {
      for (int i = 0; i < documents; i++) {
        add(store, random, "d" + i, i % 4);
      }
      Embedding question = gaussian(random);
      for (int limit = 1; limit <= chunks.size() + 3; limit++) {
        SearchRequest request = SearchRequest.vector(question).limit(limit);
        assertNearest(question, limit, store.search(request).list());
        assertNearest(question, limit, store.search(request.exactly()).list());
      }
    }
  }

  @Test
  void theGraphFindsNearlyWhatComparingWithAllFinds() {
    Random random = new Random(1);
    try (VectorStore store = open()) {
      for (int i = 0; i < 6_000; i++) {
        add(store, random, "d" + i, 1);
      }
      int questions = 50;
      int found = 0;
      for (int q = 0; q < questions; q++) {
        Embedding question = gaussian(random);
        SearchRequest request = SearchRequest.vector(question).candidates(100);
        List<Hit> exact = store.search(request.exactly()).list();
        List<Hit> graph = store.search(request).list();
        assertNearest(question, 10, exact);
        assertEquals(10, graph.size());
        List<String> nearest = exact.stream().map(Hit::documentId).toList();
        found += (int) graph.stream().filter(hit -> nearest.contains(hit.documentId())).count();
      }
      assertTrue(found >= 0.95 * 10 * questions, found + " of " + 10 * questions);
    }
  }

  private void assertNearest(Embedding question, int limit, List<Hit> hits) {
    List<String> nearest =
        chunks.entrySet().stream()
            .sorted(
                Comparator.comparingDouble(
                    (Map.Entry<String, Embedding> chunk) -> -question.cosine(chunk.getValue())))
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(nearest, hits.stream().map(VectorSearchTest::name).toList());
    for (Hit hit : hits) {
      double cosine = question.cosine(Objects.requireNonNull(chunks.get(name(hit))));
      assertEquals((1 + cosine) / 2, hit.score(), 1e-6);
      assertEquals(1 - cosine, hit.distance(), 1e-12);
    }
  }

  private static String name(Hit hit) {
    return hit.documentId() + "#" + hit.chunk().ordinal();
  }

  private void add(VectorStore store, Random random, String id, int count) {
    List<EmbeddedChunk> embedded = new ArrayList<>();
    for (int ordinal = 0; ordinal < count; ordinal++) {
      Embedding vector = gaussian(random);
      chunks.put(id + "#" + ordinal, vector);
      embedded.add(new EmbeddedChunk(new Chunk(ordinal, ordinal, ordinal + 1, "x"), vector));
    }
    store.add(SourceDocument.of(id, "x".repeat(count)), embedded);
  }

  private VectorStore open() {
    return VectorStore.open(folder, ModelIdentity.external("given", DIMENSION));
  }

  private static Embedding gaussian(Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(vector);
  }
}
