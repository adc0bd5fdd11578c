package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
      Path cache = folder.resolve("cache" + process);
      run(cache, collection, words, "unpack", times);
      run(cache, collection, words, "new", times);
      run(cache, collection, words, "running", times);
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
      Path cache, Path collection, Path words, String kind, Map<String, List<Double>> times)
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
                kind,
                collection.toString(),
                words.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    for (String line : output.lines().toList()) {
      String[] columns = line.split("\t");
      times
          .computeIfAbsent(columns[0], what -> new ArrayList<>())
          .add(Double.parseDouble(columns[1]));
    }
  }

  /** The measured process. */
  static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Path collection = Path.of(arguments[1]);
      Path words = Path.of(arguments[2]);
      switch (arguments[0]) {
        case "unpack" -> {
          long start = System.nanoTime();
          Embedders.load(Embedders.DEFAULT_MODEL).close();
          print("model, in a new process, cache empty", start);
        }
        case "new" -> inNewProcess(collection);
        case "running" -> inRunningProcess(collection, words);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }

    private static void inNewProcess(Path collection) {
      long start = System.nanoTime();
      try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL)) {
        print("model, in a new process", start);
        try (VectorStore store = VectorStore.open(collection, embedder)) {
          print("model and collection, in a new process", start);
          store.count();
        }
      }
    }

    private static void inRunningProcess(Path collection, Path words) {
      for (int i = 0; i < 5; i++) {
        VectorStore.open(words, new HashingEmbedder(8)).close();
      }
      long start = System.nanoTime();
      try (VectorStore store = VectorStore.open(words, new HashingEmbedder(8))) {
        print("collection, in a process that has opened one before", start);
        store.count();
      }
      for (String what : List.of("for the first time", "for the second time")) {
        start = System.nanoTime();
        try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);
            VectorStore store = VectorStore.open(collection, embedder)) {
          print("the same with the model, loaded " + what, start);
          store.count();
        }
      }
    }

    private static void print(String what, long from) {
      System.out.println(what + "\t" + (System.nanoTime() - from) / 1e6);
    }
  }
}
