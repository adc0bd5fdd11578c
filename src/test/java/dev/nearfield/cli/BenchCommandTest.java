package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.Embedders;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nearfield bench} on real collections: that it measures what it says, not how fast. */
final class BenchCommandTest {
  @TempDir private Path data;

  private CommandRun bench(Object... options) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "bench",
                    "--collection",
                    data.resolve("notes"),
                    "--rounds",
                    "2",
                    "--seconds",
                    "0.01",
                    "--warm-up",
                    "0.01"),
                Arrays.stream(options))
            .toArray());
  }

  private void fill(Embedder embedder) {
    try (VectorStore store = VectorStore.open(data.resolve("notes"), embedder)) {
      store.addAll(
          IntStream.range(0, 40)
              .mapToObj(i -> SourceDocument.of("n" + i, "Note " + i + " tells of thing " + i)));
    }
  }

  @Test
  void chunksAreAskedWithoutAModel() throws IOException {
    fill(new HashingEmbedder(16));
    Path file = data.resolve("bench.json");
    CommandRun run = bench("--candidates", "5,20", "--threads", "1,2", "--json", file);
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("  questions      40 chunks of the collection: "), run.out());
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertEquals(40, json.get("chunks").asInt());
    assertEquals(3 * 2 * 2, json.get("results").size());
    for (JsonNode result : json.get("results")) {
      assertEquals(result.get("mode").asText().equals("keyword"), result.get("recall").isNull());
      assertTrue(result.get("searches").asInt() >= 2 * result.get("threads").asInt());
      assertTrue(
          result.get("perSecond").get("least").asDouble()
              <= result.get("perSecond").get("most").asDouble());
    }
  }

  @Test
  void questionsOfAFileAreEmbedded() throws IOException {
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL)) {
      fill(embedder);
    }
    Path questions = data.resolve("questions.txt");
    Files.writeString(questions, "Which note tells of thing 7?\n\nWhat else is there?\n");
    CommandRun run =
        bench(
            "--questions", questions, "--modes", "vector", "--candidates", "10", "--threads", "1");
    assertEquals("", run.err());
    assertTrue(run.out().contains("  questions      2 given texts\n"), run.out());
    assertTrue(run.out().contains("  embedding one  p50 "), run.out());
    assertTrue(run.lines().getLast().contains(" 1.0000 "), run.out());
  }

  @Test
  void wrongUseIsToldInASentence() throws IOException {
    fill(new HashingEmbedder(16));
    assertEquals(2, bench("--candidates", "0").exitCode());
    assertEquals(2, bench("--sample", "0").exitCode());
    assertEquals(2, bench("--seconds", "-1").exitCode());
    CommandRun none = bench("--questions", data.resolve("none.txt"));
    assertEquals(1, none.exitCode());
    assertTrue(none.err().startsWith("nearfield: The questions cannot be read: "), none.err());
    Path latin = data.resolve("latin.txt");
    Files.write(latin, "Stra\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(1, bench("--questions", latin).exitCode());
  }
}
