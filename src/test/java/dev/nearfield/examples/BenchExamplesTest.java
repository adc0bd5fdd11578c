package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.BenchOptions;
import dev.nearfield.bench.BenchReport;
import dev.nearfield.bench.BenchResult;
import dev.nearfield.bench.CollectionBench;
import dev.nearfield.bench.Machine;
import dev.nearfield.bench.Percentiles;
import dev.nearfield.bench.Spread;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Measuring what searches take. */
final class BenchExamplesTest {
  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path data;

  @Test
  void searchesAreMeasured() throws IOException {
    Embedder embedder = new HashingEmbedder(16);
    Path folder = data.resolve("collection");
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      store.addAll(IntStream.range(0, 50).mapToObj(i -> SourceDocument.of("d" + i, "text " + i)));
    }
    Path file = data.resolve("bench.json");
    List<String> texts = List.of("how long do refunds take?", "who repairs a bicycle?");
    // @start region="bench"
    BenchOptions options =
        BenchOptions.defaults().lasting(3, Duration.ofMillis(20), Duration.ofMillis(10));
    try (Snapshot snapshot = Snapshot.open(folder, embedder)) {
      BenchReport report = CollectionBench.asking(snapshot, texts, embedder).run(options);
      report.writeJson(file);

      Machine machine = report.machine();
      System.out.println("load " + machine.loadBefore() + " to " + machine.loadAfter());
      Percentiles embedding = report.embedding(); // of one question; null when chunks are asked
      System.out.println("embedding " + embedding);
      for (BenchResult result : report.results()) {
        Spread p50 = result.p50(); // of the rounds' medians
        System.out.printf(
            "%s, %d candidates: recall %s, %.3f ms (%.3f to %.3f)%n",
            result.mode(),
            result.candidates(),
            result.recall(),
            p50.median(),
            p50.least(),
            p50.most());
      }
    }
    // @end
    List<String> lines = printed.take().lines().toList();
    assertEquals(2 + report(lines), lines.size());
    assertTrue(lines.get(2).startsWith("KEYWORD, 50 candidates: recall null, "), lines.get(2));
    assertTrue(lines.getLast().startsWith("HYBRID, 200 candidates: recall 1.0"), lines.getLast());
    assertTrue(Files.readString(file).contains("\"perSecond\""));
  }

  private static long report(List<String> lines) {
    return lines.stream().filter(line -> line.contains("candidates")).count();
  }
}
