package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.FolderPlan;
import dev.nearfield.FolderReport;
import dev.nearfield.IngestEvent;
import dev.nearfield.IngestOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.FolderWatch;
import dev.nearfield.ingest.ReadOptions;
import dev.nearfield.ingest.Readers;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.FileRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Bringing a folder of files into a collection. */
final class FolderExamplesTest {
  private final Embedder embedder = new HashingEmbedder(32);

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path handbook;
  @TempDir private Path parent;
  private Path index;

  @BeforeEach
  void writeFiles() throws IOException {
    index = parent.resolve("index");
    Files.writeString(handbook.resolve("rail.md"), "# Rail\n\nBook early. Pay later.");
    Files.writeString(handbook.resolve("chairs.csv"), "id,text\nX1,A chair of oak.\n");
    Files.write(handbook.resolve("scan.pdf"), new byte[] {1, 2, 3});
  }

  @Test
  void aFolderIsBroughtInAndTheNextTimeOnlyItsChanges() throws IOException {
    // @start region="plan"
    Folder all = Folder.of(handbook);
    FolderReport plan = FolderPlan.of(index, all, IngestOptions.defaults(), event -> {});
    System.out.println(plan.read() + " files to read");
    // @end
    assertEquals("3 files to read\n", printed.take());
    assertTrue(Files.notExists(index));
    try (VectorStore store = VectorStore.open(index, embedder)) {
      // @start region="ingest"
      Folder folder = Folder.of(handbook).exclude("*.pdf");
      FolderReport first = store.ingest(folder, IngestOptions.defaults());
      Files.writeString(handbook.resolve("rail.md"), "# Rail\n\nBook early. Pay at once.");
      FolderReport second = store.ingest(folder, IngestOptions.defaults());
      System.out.println(first.documents().embedded() + " embedded, then " + second.read());
      // @end
      assertEquals("2 embedded, then 1\n", printed.take());
    }
    // @start region="files"
    try (CollectionView view = CollectionView.open(index, Clock.systemUTC())) {
      FileRecord rail = view.files().find("rail.md").orElseThrow();
      System.out.println(rail.size() + " bytes, " + rail.documents() + " document");
    }
    // @end
    assertEquals("32 bytes, 1 document\n", printed.take());
  }

  @Test
  void aListenerIsToldWhatHappens() {
    // @start region="options"
    IngestOptions options =
        IngestOptions.defaults()
            .readers(Readers.standard(ReadOptions.defaults().withCharset(StandardCharsets.UTF_8)))
            .prefix("handbook/") // ids and sources begin with it
            .pruning() // documents whose file is gone go too
            .committing(500, Duration.ofSeconds(5));
    // @end
    try (VectorStore store = VectorStore.open(index, embedder)) {
      // @start region="events"
      store.ingest(
          Folder.of(handbook),
          options,
          event -> {
            if (event instanceof IngestEvent.Failed failed) {
              System.out.println(failed.name() + ": " + failed.reason());
            }
          });
      // @end
    }
    assertTrue(printed.take().startsWith("handbook/scan.pdf: "));
  }

  @Test
  void aFolderIsWatched() throws Exception {
    try (VectorStore store = VectorStore.open(index, embedder)) {
      // @start region="watch"
      Folder folder = Folder.of(handbook).exclude("*.pdf");
      try (FolderWatch watch = FolderWatch.of(List.of(folder))) {
        store.ingest(folder, IngestOptions.defaults());
        Files.writeString(handbook.resolve("ship.md"), "# Ship\n\nPay later.");
        watch.awaitChange(Duration.ofMillis(300)); // until nothing has changed for so long
        store.ingest(folder, IngestOptions.defaults());
      }
      // @end
      assertEquals(3, store.count());
    }
  }
}
