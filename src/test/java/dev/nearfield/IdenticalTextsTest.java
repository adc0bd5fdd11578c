package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boilerplate: one text that makes up half a collection must not hide the others. */
final class IdenticalTextsTest {
  private static final int DIMENSION = 64;
  private static final int DOCUMENTS = 12_000;
  private static final int K = 10;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"FULL,2", "FULL,3", "FULL,6", "COMPACT,2", "SMALL,2", "TINY,6"})
  void copiesDoNotTearTheGraph(VectorEncoding encoding, int oneIn) {
    Random random = new Random(oneIn);
    List<Embedding> given = new ArrayList<>();
    Embedding boilerplate = near(random, 0);
    try (VectorStore store =
        VectorStore.open(
            folder,
            ModelIdentity.external("given", DIMENSION),
            StoreOptions.defaults().indexing(VectorIndexing.of(encoding)))) {
      for (int i = 0; i < DOCUMENTS; i++) {
        given.add(i % oneIn == 0 ? boilerplate : near(random, i));
        store.add(SourceDocument.of("d" + i, ""), given.get(i));
      }
      double recall = 0;
      int questions = 100;
      for (int q = 0; q < questions; q++) {
        Embedding question = near(random, q);
        recall += recall(store, given, question) / questions;
      }
      assertTrue(recall >= 0.95, "recall@10 is " + recall);

      List<Hit> many = search(store, boilerplate, 3_000);
      assertEquals(Math.min(3_000, DOCUMENTS), many.size());
      assertEquals(0, many.get(DOCUMENTS / 6 - 1).distance(), 1e-9);
    }
  }

  private static double recall(VectorStore store, List<Embedding> given, Embedding question) {
    double last =
        given.stream()
            .map(question::cosine)
            .sorted(Comparator.reverseOrder())
            .skip(K - 1)
            .findFirst()
            .orElseThrow();
    List<Hit> hits = search(store, question, K);
    assertEquals(K, hits.size());
    return hits.stream().filter(hit -> 1 - hit.distance() >= last - 1e-9).count() / (double) K;
  }

  private static List<Hit> search(VectorStore store, Embedding question, int limit) {
    return store.search(SearchRequest.vector(question).limit(limit)).list();
  }

  /** Vectors in forty clusters, as texts about forty subjects have. */
  private static Embedding near(Random random, int i) {
    Random subject = new Random(i % 40);
    float[] vector = new float[DIMENSION];
    for (int c = 0; c < DIMENSION; c++) {
      vector[c] = (float) (subject.nextGaussian() + 0.7 * random.nextGaussian());
    }
    return Embedding.of(vector);
  }
}
