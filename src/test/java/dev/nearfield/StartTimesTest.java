package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures how long a start takes, in processes of its own; prints what the embedding page has. */
@Tag("long")
final class StartTimesTest {
  private static final int PROCESSES = 15;

  @TempDir private Path folder;

  @Test
  void startTimes() throws Exception {
    Path collection = folder.resolve("collection");
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);
        VectorStore store = VectorStore.open(collection, embedder)) {
      store.addAll(
          Stream.iterate(0, i -> i + 1)
              .limit(200)
              .map(i -> SourceDocument.of("d" + i, "Document number " + i + ".")));
    }
    Path words = folder.resolve("words");
    VectorStore.open(words, new HashingEmbedder(8)).close();
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int process = 0; process < PROCESSES; process++) {
      Path cold = folder.resolve("cold" + process);
      run(cold, collection, words, "empty cache, ", times);
      run(cold, collection, words, "", times);
    }
    times.forEach(
        (what, millis) -> {
          assertEquals(PROCESSES, millis.size(), what);
          millis.sort(null);
          System.out.printf(
              Locale.ROOT,
              "| %s | %.0f | %.0f |%n",
              what,
              millis.getFirst(),
              millis.get(PROCESSES / 2));
        });
  }

  private static void run(
      Path cache, Path collection, Path words, String prefix, Map<String, List<Double>> times)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dnearfield.cache=" + cache,
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                Start.class.getName(),
                collection.toString(),
                words.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    for (String line : output.lines().toList()) {
      String[] columns = line.split("\t");
      if (prefix.isEmpty() || columns[0].startsWith("model, first")) {
        times
            .computeIfAbsent(prefix + columns[0], what -> new ArrayList<>())
            .add(Double.parseDouble(columns[1]));
      }
    }
    Files.createDirectories(cache);
  }

  /** The measured process. */
  static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Path collection = Path.of(arguments[0]);
      Path words = Path.of(arguments[1]);
      long start = System.nanoTime();
      Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);
      print("model, first in a process", start);
      long opening = System.nanoTime();
      VectorStore.open(collection, embedder).close();
      print("collection, first in a process", opening);
      print("both, first in a process", start);
      embedder.close();
      for (int i = 0; i < 5; i++) {
        VectorStore.open(words, new HashingEmbedder(8)).close();
      }
      opening = System.nanoTime();
      VectorStore store = VectorStore.open(words, new HashingEmbedder(8));
      print("collection without a model, in a running process", opening);
      store.close();
      start = System.nanoTime();
      embedder = Embedders.load(Embedders.DEFAULT_MODEL);
      store = VectorStore.open(collection, embedder);
      print("collection with the model, in a running process", start);
      store.close();
      embedder.close();
    }

    private static void print(String what, long from) {
      System.out.println(what + "\t" + (System.nanoTime() - from) / 1e6);
    }
  }
}
