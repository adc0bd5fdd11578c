package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.lucene.util.IOUtils;

/**
 * Every encoding against cosines computed over all vectors: random dimensions, lengths, copies,
 * deletions, segments and filters.
 */
final class EncodedSearchTest {
  private static final int QUESTIONS = 12;
  private static final int EVEN = 2;

  @Property(tries = 3, seed = "20261125", shrinking = ShrinkingMode.OFF)
  void scoresAndDistancesAreThoseOfTheVectorsThemselves(@ForAll Random random) throws IOException {
    for (VectorEncoding encoding : VectorEncoding.values()) {
      check(random, encoding);
    }
  }

  private static void check(Random random, VectorEncoding encoding) throws IOException {
    Path folder = Files.createTempDirectory("encoded");
    int dimension = 3 + random.nextInt(60);
    try (VectorStore store =
        VectorStore.open(
            folder,
            ModelIdentity.external("given", dimension),
            StoreOptions.defaults().indexing(VectorIndexing.of(encoding)))) {
      Map<String, Embedding> vectors = new HashMap<>();
      fill(store, vectors, random, dimension);
      for (int i = 0; i < QUESTIONS; i++) {
        Embedding question = gaussian(random, dimension);
        int limit = 1 + random.nextInt(40);
        SearchRequest request = SearchRequest.vector(question).limit(limit).candidates(limit);
        SearchRequest even = request.where(Filters.eq("remainder", 0));
        assertExact(vectors, question, store.search(request.exactly()).list(), limit, 1);
        assertExact(vectors, question, store.search(even.exactly()).list(), limit, EVEN);
        assertRanked(vectors, question, store.search(request).list(), limit);
        assertRanked(vectors, question, store.search(even).list(), limit);
      }
    } finally {
      IOUtils.rm(folder);
    }
  }

  private static void fill(
      VectorStore store, Map<String, Embedding> vectors, Random random, int dimension) {
    Embedding boilerplate = gaussian(random, dimension);
    for (int i = 0; i < 1_500; i++) {
      int number = random.nextInt(1_200);
      String id = "d" + number;
      if (random.nextInt(8) == 0) {
        store.delete(id);
        vectors.remove(id);
      } else {
        Embedding vector = random.nextInt(5) == 0 ? boilerplate : gaussian(random, dimension);
        store.add(SourceDocument.of(id, "", Metadata.of("remainder", number % EVEN)), vector);
        vectors.put(id, vector);
      }
      if (random.nextInt(300) == 0) {
        store.commit();
      }
    }
  }

  /** Equal distances, of copies, may come in any order. */
  private static void assertExact(
      Map<String, Embedding> vectors, Embedding question, List<Hit> hits, int limit, int each) {
    List<Double> nearest =
        vectors.entrySet().stream()
            .filter(vector -> Integer.parseInt(vector.getKey().substring(1)) % each == 0)
            .map(vector -> 1 - question.cosine(vector.getValue()))
            .sorted()
            .limit(limit)
            .toList();
    assertEquals(nearest.size(), hits.size());
    for (int i = 0; i < hits.size(); i++) {
      assertEquals(nearest.get(i), hits.get(i).distance(), 1e-6);
    }
    assertRanked(vectors, question, hits, limit);
  }

  private static void assertRanked(
      Map<String, Embedding> vectors, Embedding question, List<Hit> hits, int limit) {
    assertEquals(limit, hits.size());
    double last = Double.POSITIVE_INFINITY;
    for (Hit hit : hits) {
      double cosine = question.cosine(Objects.requireNonNull(vectors.get(hit.documentId())));
      assertEquals(1 - cosine, hit.distance(), 1e-12);
      assertEquals((1 + cosine) / 2, hit.score(), 1e-6);
      assertTrue(hit.score() <= last, hit.toString());
      last = hit.score();
    }
  }

  private static Embedding gaussian(Random random, int dimension) {
    float[] vector = new float[dimension];
    double length = 0.1 + 10 * random.nextDouble();
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (length * random.nextGaussian());
    }
    return Embedding.of(vector);
  }
}
