package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.CalibrationOptions;
import dev.nearfield.search.CalibrationReport;
import dev.nearfield.search.RecallCurve;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A wanted recall instead of a number of candidates. */
final class RecallExamplesTest {
  private final Embedder embedder = new HashingEmbedder(32);

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void aCollectionKnowsWhatARecallTakes() {
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      store.addAll(
          IntStream.range(0, 300).mapToObj(i -> SourceDocument.of("d" + i, "word" + i + " text")));
      // @start region="calibrate"
      CalibrationReport report = store.calibrate(); // again by itself when it grew by half
      RecallCurve curve = report.curve();
      System.out.println(curve.chunks() + " chunks, " + curve.questions() + " questions");
      store.search(SearchRequest.vector("word7").recall(0.95).limit(5));
      // @end
      assertEquals("300 chunks, 150 questions\n", printed.take());
      List<String> lines = IntStream.range(300, 400).mapToObj(i -> "word" + i).toList();
      // @start region="questions"
      List<SearchRequest> questions = lines.stream().map(SearchRequest::vector).toList();
      store.calibrate(CalibrationOptions.asking(questions));
      // @end
      assertTrue(RecallCurve.of(store.manifest().calibration()).orElseThrow().given());
    }
  }
}
