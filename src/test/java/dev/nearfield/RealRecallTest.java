package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.CalibrationOptions;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wanted recalls are met by real questions that had no part in the calibration. A longer run. */
@Tag("long")
final class RealRecallTest {
  private static final int SENTENCES = Integer.getInteger("sentences", 20_000);

  /** Two standard errors of the recall@10 of 250 questions at .9. */
  private static final double SAMPLING_ERROR = 0.02;

  @TempDir private Path work;

  @ParameterizedTest
  @EnumSource(
      value = VectorEncoding.class,
      names = {"FULL", "TINY"})
  void sentencesByGivenQuestions(VectorEncoding encoding) {
    RealVectors vectors = RealVectors.sentences(SENTENCES, work);
    try (VectorStore store = filled(vectors, encoding)) {
      store.calibrate(CalibrationOptions.asking(requests(vectors.questions().subList(0, 250))));
      assertMet(store, requests(vectors.questions().subList(250, 500)));
    }
  }

  @Test
  void sentencesBySampledChunks() {
    RealVectors vectors = RealVectors.sentences(SENTENCES, work);
    try (VectorStore store = filled(vectors, VectorEncoding.FULL)) {
      store.calibrate();
      assertMet(store, requests(vectors.questions()));
    }
  }

  private VectorStore filled(RealVectors vectors, VectorEncoding encoding) {
    int dimension = vectors.embeddings().getFirst().dimension();
    VectorStore store =
        VectorStore.open(
            work.resolve("collection"),
            ModelIdentity.external("given", dimension),
            StoreOptions.defaults().indexing(VectorIndexing.of(encoding)));
    for (int i = 0; i < vectors.texts().size(); i++) {
      store.add(vectors.texts().get(i), vectors.embeddings().get(i));
    }
    store.optimize();
    return store;
  }

  private static List<SearchRequest> requests(List<Embedding> questions) {
    return questions.stream().map(SearchRequest::vector).toList();
  }

  private static void assertMet(VectorStore store, List<SearchRequest> questions) {
    try (Snapshot now = store.snapshot()) {
      for (int limit : new int[] {10, 30}) {
        for (double wanted : CalibrationOptions.RECALLS) {
          double recall =
              questions.stream()
                  .mapToDouble(question -> recall(now, question.limit(limit), wanted))
                  .average()
                  .orElseThrow();
          System.out.printf(Locale.ROOT, "recall@%d, wanted %s: %.4f%n", limit, wanted, recall);
          double error = SAMPLING_ERROR * (1 - wanted) / 0.1;
          assertTrue(recall >= wanted - error, wanted + " at " + limit + ": " + recall);
        }
      }
    }
  }

  private static double recall(Snapshot now, SearchRequest question, double wanted) {
    Set<RankedChunk> exact = new HashSet<>(now.rank(question.exactly()));
    List<RankedChunk> found = now.rank(question.recall(wanted));
    return found.stream().filter(exact::contains).count() / (double) exact.size();
  }
}
