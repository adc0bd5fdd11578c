package dev.nearfield.jmh;

import com.sun.management.OperatingSystemMXBean;
import dev.nearfield.Embedders;
import dev.nearfield.FolderReport;
import dev.nearfield.IngestOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.ingest.Folder;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long a folder of text files takes the first time, and again when nothing has changed: with
 * sizes and times compared, with all bytes compared, and in a store that is opened anew.
 */
public final class FolderBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final int TURNS = 5;

  private FolderBench() {}

  /**
   * Prints a table: {@code FolderBench BEIR OUT FILES}.
   *
   * @param arguments the folder with SciFact; a folder that is new or empty, for the files and the
   *     collection; how many abstracts, each a file
   */
  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[1]);
    Path files = Files.createDirectories(out.resolve("files"));
    write(Path.of(arguments[0]), files, Integer.parseInt(arguments[2]));
    Path folder = out.resolve("collection");
    System.out.println("| | seconds | of processors | embedded | files as they were |");
    System.out.println("| --- | --- | --- | --- | --- |");
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL)) {
      try (VectorStore store = VectorStore.open(folder, embedder)) {
        ingest("first time", store, files, IngestOptions.defaults());
        for (int turn = 0; turn < TURNS; turn++) {
          ingest("again", store, files, IngestOptions.defaults());
        }
        ingest(
            "again, all bytes compared", store, files, IngestOptions.defaults().comparingBytes());
      }
      long start = System.nanoTime();
      try (VectorStore store = VectorStore.open(folder, embedder)) {
        ingest("again, in a store opened anew", store, files, IngestOptions.defaults());
      }
      System.out.printf(
          Locale.ROOT, "opened, ingested, closed: %.2f s%n", (System.nanoTime() - start) / 1e9);
    }
  }

  /** Files of yesterday: one that was written a moment ago is read in doubt. */
  private static void write(Path beir, Path files, int most) throws IOException {
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    try (Stream<SourceDocument> documents = BeirDataset.open(beir.resolve("scifact")).documents()) {
      List<SourceDocument> some = documents.limit(most).toList();
      for (SourceDocument document : some) {
        Path file = files.resolve(document.id() + ".txt");
        Files.writeString(file, document.text());
        Files.setLastModifiedTime(file, yesterday);
      }
    }
  }

  private static void ingest(String name, VectorStore store, Path files, IngestOptions options) {
    long processor = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    FolderReport report = store.ingest(Folder.of(files), options);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %d | %d |%n",
        name,
        (System.nanoTime() - start) / 1e9,
        (SYSTEM.getProcessCpuTime() - processor) / 1e9,
        report.documents().embedded(),
        report.unchanged());
  }
}
