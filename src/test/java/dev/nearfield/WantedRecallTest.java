package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.CalibrationOptions;
import dev.nearfield.search.CalibrationReport;
import dev.nearfield.search.RecallCurve;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.CollectionRewrite;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recall that was asked for is found, and what it takes is measured anew in time. */
final class WantedRecallTest {
  private static final ModelIdentity MODEL = ModelIdentity.external("given", 24);

  private final Random lot = new Random(3);

  @TempDir private Path folder;

  private Embedding vector() {
    float[] components = new float[24];
    for (int i = 0; i < components.length; i++) {
      components[i] = (float) lot.nextGaussian();
    }
    return Embedding.of(components);
  }

  private void add(VectorStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      store.add(SourceDocument.of("d" + i, "text " + i), vector());
    }
  }

  private List<SearchRequest> questions(int count) {
    return IntStream.range(0, count).mapToObj(i -> SearchRequest.vector(vector())).toList();
  }

  private static RecallCurve curve(VectorStore store) {
    return RecallCurve.of(store.manifest().calibration()).orElseThrow();
  }

  private static double recall(Snapshot now, List<SearchRequest> questions, double wanted) {
    return questions.stream()
        .mapToDouble(
            question -> {
              Set<RankedChunk> exact = new HashSet<>(now.rank(question.exactly()));
              List<RankedChunk> found = now.rank(question.recall(wanted));
              assertEquals(exact.size(), found.size());
              return found.stream().filter(exact::contains).count() / (double) exact.size();
            })
        .average()
        .orElseThrow();
  }

  @Test
  void whatWasCalibratedIsFoundForOtherQuestions() {
    try (VectorStore store = VectorStore.open(folder, MODEL)) {
      add(store, 0, 10_500);
      store.optimize();
      SearchRequest asked = SearchRequest.vector(vector()).recall(0.9);
      String told =
          assertThrows(InvalidInputException.class, () -> store.search(asked)).getMessage();
      assertTrue(told.contains("nearfield calibrate"), told);
      assertEquals(10, store.search(asked.recall(1)).size());

      CalibrationReport report = store.calibrate(CalibrationOptions.asking(questions(600)));
      assertEquals(300, report.questions());
      assertEquals(300, report.curve().questions());
      assertEquals(10_500, report.curve().chunks());
      assertEquals(report.curve(), curve(store));
      assertEquals(2 * CalibrationOptions.RECALLS.size(), report.rows().size());
      report.rows().forEach(row -> assertTrue(row.recall() >= row.wanted() - 0.01, row.toString()));

      List<SearchRequest> others = questions(300);
      try (Snapshot now = store.snapshot()) {
        for (double wanted : CalibrationOptions.RECALLS) {
          double recall = recall(now, others, wanted);
          assertTrue(recall >= wanted - 0.01, wanted + ": " + recall);
        }
      }
      assertFalse(isExact(store, asked.recall(0.5)), "half of all is found along the graph");
      assertTrue(isExact(store, asked.recall(0.9999)), "what is not proven is exact");
    }
  }

  private static boolean isExact(VectorStore store, SearchRequest asked) {
    Hit first = store.search(asked.explain()).list().getFirst();
    return Objects.requireNonNull(first.explanation()).exact();
  }

  @Test
  void aCollectionIsCalibratedAgainWhenItGrewByHalf() {
    try (VectorStore store = VectorStore.open(folder, MODEL)) {
      assertThrows(InvalidInputException.class, store::calibrate);
      add(store, 0, 300);
      store.commit();
      assertTrue(store.manifest().calibration().isEmpty());
      store.calibrate();
      assertEquals(150, curve(store).questions());
      add(store, 300, 449);
      store.commit();
      assertEquals(300, curve(store).chunks());
      add(store, 449, 450);
      store.commit();
      assertEquals(450, curve(store).chunks());
      assertFalse(curve(store).given());
      add(store, 450, 460);
      store.optimize();
      assertEquals(460, curve(store).chunks());

      store.calibrate(CalibrationOptions.asking(questions(100)));
      add(store, 460, 700);
      store.commit();
      assertEquals(700, curve(store).chunks());
      assertTrue(curve(store).given());
      assertEquals(100, curve(store).questions());
    }
    try (Snapshot committed = Snapshot.open(folder)) {
      assertEquals(700, RecallCurve.of(committed.manifest().calibration()).orElseThrow().chunks());
    }
    CollectionRewrite.rewrite(folder, VectorIndexing.of(VectorEncoding.TINY));
    try (Snapshot rewritten = Snapshot.open(folder)) {
      assertTrue(rewritten.manifest().calibration().isEmpty(), "its graph is another");
    }
  }

  @Test
  void fewVectorsNeedNoCalibration() {
    try (VectorStore store = VectorStore.open(folder, MODEL)) {
      add(store, 0, 100);
      SearchRequest asked = SearchRequest.vector(vector());
      assertEquals(store.search(asked.exactly()), store.search(asked.recall(0.5)));
    }
  }
}
