package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.GivenVectors;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Backup;
import dev.nearfield.store.BackupReport;
import dev.nearfield.store.Backups;
import dev.nearfield.store.PartialFolder;
import dev.nearfield.transfer.JsonLinesExport;
import dev.nearfield.transfer.JsonLinesImport;
import dev.nearfield.transfer.TransferReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Backups and exports. */
final class BackupExamplesTest {
  private final HashingEmbedder hashing = new HashingEmbedder(16);

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path root;

  @Test
  void aBackupIsTakenListedAndRestored() {
    Path folder = root.resolve("handbook");
    Path backups = root.resolve("backups");
    Path restored = root.resolve("restored");
    try (VectorStore store = VectorStore.open(folder, hashing)) {
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
      // @start region="backup"
      BackupReport first =
          store.backup(backups); // commits; the store is read and written meanwhile
      store.add(SourceDocument.of("parcels", "Parcels arrive within three days."));
      BackupReport second = store.backup(backups);
      System.out.println(second.files() - second.copiedFiles() + " shared with " + first.backup());

      Backups.in(backups).take(folder); // as well from another process, without a store
      Backups.in(backups).keep(2);
      List<Backup> kept = Backups.in(backups).list(); // oldest first
      Backups.restore(kept.getLast().path(), restored);
      // @end
      assertEquals(2, kept.size());
      assertEquals(second.backup(), kept.getFirst());
      assertTrue(printed.take().contains("shared with Backup["));
    }
    try (Snapshot snapshot = Snapshot.open(restored)) {
      assertEquals(2, snapshot.count());
    }
  }

  @Test
  void aCollectionGoesThroughAFile() {
    Path folder = root.resolve("handbook");
    Path file = root.resolve("handbook.jsonl.gz");
    Path copy = root.resolve("copy");
    Path german = root.resolve("german");
    try (VectorStore store = VectorStore.open(folder, hashing)) {
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
    }
    // @start region="transfer"
    TransferReport written = JsonLinesExport.write(folder, file);
    TransferReport read = JsonLinesImport.read(file, copy);
    JsonLinesImport.read(file, german, "de"); // with another analyzer
    System.out.println(read.documents() + " documents, " + read.chunks() + " chunks");
    // @end
    assertEquals("1 documents, 1 chunks\n", printed.take());
    assertEquals(written, read);
    try (VectorStore store = VectorStore.open(copy, hashing)) {
      int before = hashing.embeddedDocuments();
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
      assertEquals(before, hashing.embeddedDocuments());
    }
  }

  @Test
  void aFolderTakesItsNameWhenItIsWhole() throws IOException {
    Path folder = root.resolve("whole");
    // @start region="partial"
    try (PartialFolder partial = PartialFolder.of(folder)) {
      Files.writeString(partial.path().resolve("part"), "and the rest");
      partial.finish(); // without it, all is deleted at the end
    }
    // @end
    assertTrue(Files.exists(folder.resolve("part")));
  }

  @Test
  void givenVectorsAreChecked() {
    try (VectorStore store = VectorStore.open(root.resolve("c"), hashing)) {
      // @start region="given"
      SourceDocument document = SourceDocument.of("d", "a text");
      EmbeddedChunk chunk = new EmbeddedChunk(Chunk.whole("a text"), Embedding.of(0.6f, 0.8f));
      InvalidInputException refusal =
          assertThrows(
              InvalidInputException.class,
              () -> GivenVectors.requireFit(document, List.of(chunk), store.manifest()));
      // @end
      assertTrue(refusal.getMessage().startsWith("The vector has 2 dimensions"));
    }
  }
}
