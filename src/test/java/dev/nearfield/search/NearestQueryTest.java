package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Filtered searches find what comparing with all matches finds, whatever the filter leaves and
 * wherever that lies. Vectors in clusters, in segments with deleted documents.
 */
final class NearestQueryTest {
  private static final int DOCUMENTS = 6_000;
  private static final int DIMENSION = 16;
  private static final int CLUSTERS = 12;
  private static final int K = 10;

  @TempDir private static Path folder;

  private static final Random LOT = new Random(5);
  private static final List<Embedding> CENTRES = new ArrayList<>();
  private static VectorStore store;
  private static Snapshot snapshot;

  @BeforeAll
  static void fill() {
    for (int i = 0; i < CLUSTERS; i++) {
      CENTRES.add(vector(new float[DIMENSION], 1));
    }
    store = VectorStore.open(folder, ModelIdentity.external("given", DIMENSION));
    for (int i = 0; i < DOCUMENTS; i++) {
      int cluster = LOT.nextInt(CLUSTERS);
      Metadata metadata = Metadata.of("lot", LOT.nextInt(10_000), "cluster", cluster);
      store.add(
          SourceDocument.of("d" + i, "text").withMetadata(metadata), around(CENTRES.get(cluster)));
      if (i == DOCUMENTS / 3 || i == DOCUMENTS / 2) {
        store.snapshot().close(); // ends a segment
      }
    }
    store.delete(Filters.lt("lot", 300));
    snapshot = store.snapshot();
  }

  @AfterAll
  static void close() {
    snapshot.close();
    store.close();
  }

  private static Embedding around(Embedding centre) {
    return vector(centre.toArray(), 0.8);
  }

  private static Embedding vector(float[] around, double spread) {
    float[] components = around.clone();
    for (int i = 0; i < DIMENSION; i++) {
      components[i] += (float) (spread * LOT.nextGaussian());
    }
    return Embedding.of(components);
  }

  private static Set<String> ids(SearchRequest request) {
    return snapshot.search(request).stream().map(Hit::documentId).collect(Collectors.toSet());
  }

  private static double recall(Embedding question, Filter filter) {
    SearchRequest asked = SearchRequest.vector(question).candidates(30).limit(K).where(filter);
    Set<String> exact = ids(asked.exactly());
    Set<String> found = ids(asked);
    assertEquals(Math.min(K, snapshot.count(filter)), found.size(), filter::toString);
    found.retainAll(exact);
    return exact.isEmpty() ? 1 : found.size() / (double) exact.size();
  }

  @Test
  void anyShareIsFound() {
    for (int kept : new int[] {10_000, 5_300, 1_300, 400, 310, 301, 300}) {
      double sum = 0;
      for (int i = 0; i < 60; i++) {
        sum += recall(around(CENTRES.get(i % CLUSTERS)), Filters.lt("lot", kept));
      }
      assertTrue(sum / 60 >= 0.95, kept + ": " + sum / 60);
    }
  }

  @Test
  void filtersNearAndFarAreFound() {
    double near = 0;
    double far = 0;
    double others = 0;
    for (int i = 0; i < 60; i++) {
      int own = i % CLUSTERS;
      Embedding question = around(CENTRES.get(own));
      int farthest = 0;
      for (int cluster = 1; cluster < CLUSTERS; cluster++) {
        if (question.cosine(CENTRES.get(cluster)) < question.cosine(CENTRES.get(farthest))) {
          farthest = cluster;
        }
      }
      near += recall(question, Filters.eq("cluster", own));
      far += recall(question, Filters.eq("cluster", farthest));
      others += recall(question, Filters.ne("cluster", own));
    }
    assertTrue(near / 60 >= 0.95, "near: " + near / 60);
    assertTrue(far / 60 >= 0.95, "far: " + far / 60);
    assertTrue(others / 60 >= 0.95, "all others: " + others / 60);
  }

  @Test
  void fewMatchesAreAllComparedWith() {
    SearchRequest asked = SearchRequest.vector(around(CENTRES.getFirst())).candidates(30);
    assertFalse(isExact(asked));
    assertFalse(isExact(asked.where(Filters.lt("lot", 9_000))));
    assertTrue(isExact(asked.where(Filters.lt("lot", 1_000))));
    assertEquals(
        snapshot.search(asked.where(Filters.lt("lot", 1_000)).exactly()),
        snapshot.search(asked.where(Filters.lt("lot", 1_000))));
  }

  private static boolean isExact(SearchRequest asked) {
    Hits hits = snapshot.search(asked.explain());
    return Objects.requireNonNull(hits.list().getFirst().explanation()).exact();
  }
}
