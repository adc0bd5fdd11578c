package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.embed.Embedder;
import dev.nearfield.ingest.Folder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Ingests a folder in a process of its own, and stops for ever when something is committed. */
public final class HaltedIngest {
  private HaltedIngest() {}

  /** Kills an ingest once its first 64 documents are committed. */
  public static void kill(Path index, Path files) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dnearfield.cache=" + System.getProperty("nearfield.cache"),
                "-cp",
                System.getProperty("java.class.path"),
                HaltedIngest.class.getName(),
                index.toString(),
                files.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader()) {
      assertEquals("committed", out.readLine());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Arguments: the collection and the folder. */
  public static void main(String[] arguments) {
    var batches = new AtomicInteger();
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);
        VectorStore store = VectorStore.open(Path.of(arguments[0]), embedder)) {
      store.ingest(
          Folder.of(Path.of(arguments[1])),
          IngestOptions.defaults().committing(1, Duration.ofDays(1)),
          event -> {
            if (event instanceof IngestEvent.Progress) {
              batches.incrementAndGet();
            } else if (batches.get() > 0) {
              System.out.println("committed");
              waitForEver();
            }
          });
    }
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
