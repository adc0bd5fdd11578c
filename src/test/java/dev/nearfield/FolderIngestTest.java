package dev.nearfield;

import static dev.nearfield.filter.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.ingest.FieldMapping;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.ReadOptions;
import dev.nearfield.ingest.Readers;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.CollectionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read again of a folder, and what is left alone. */
final class FolderIngestTest {
  private static final Instant LONG_AGO = Instant.parse("2025-03-01T10:00:00Z");

  private final IngestOptions plain = IngestOptions.defaults();
  private final List<String> failures = new ArrayList<>();

  @TempDir private Path root;
  @TempDir private Path index;
  private VectorStore store;

  @BeforeEach
  void open() {
    store = VectorStore.open(index, new HashingEmbedder(16));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text, LONG_AGO);
  }

  private Path write(String name, String text, Instant modified) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private FolderReport ingest(IngestOptions options) {
    return store.ingest(
        Folder.of(root),
        options,
        event -> {
          if (event instanceof IngestEvent.Failed failed) {
            failures.add(failed.name() + ": " + failed.reason());
          }
        });
  }

  private Set<String> ids() {
    try (Snapshot now = store.snapshot()) {
      return now.list(null, 1_000).stream()
          .map(SourceDocument::id)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private String text(String id) {
    return store.get(id).orElseThrow().text();
  }

  private void assertCounts(
      FolderReport report, long read, long unchangedFiles, long embedded, long unchanged) {
    assertEquals(
        List.of(read, unchangedFiles, embedded, unchanged),
        List.of(
            report.read(),
            report.unchanged(),
            report.documents().embedded(),
            report.documents().unchanged()),
        report.toString());
  }

  @Test
  void onlyWhatIsNewOrChangedIsRead() throws IOException {
    write("a.md", "# A\n\nFirst.");
    write("sub/b.txt", "Second.");
    assertCounts(ingest(plain), 2, 0, 2, 0);
    assertCounts(ingest(plain), 0, 2, 0, 2);

    write("sub/b.txt", "Second, longer.");
    write("c.txt", "Third.");
    assertCounts(ingest(plain), 2, 1, 2, 1);
    assertEquals(Set.of("a.md", "c.txt", "sub/b.txt"), ids());
    assertEquals("Second, longer.", text("sub/b.txt"));
    assertEquals(List.of(), failures);
  }

  @Test
  void aFileOfAnotherTimeAndTheSameBytesIsNotRead() throws IOException {
    write("a.md", "First.");
    ingest(plain);
    write("a.md", "First.", LONG_AGO.plusSeconds(60));
    assertCounts(ingest(plain), 0, 1, 0, 1);
    assertCounts(ingest(plain), 0, 1, 0, 1);
  }

  @Test
  void bytesThatChangeUnderTheSameSizeAndTimeAreSeenWhenAsked() throws IOException {
    write("a.txt", "First.");
    ingest(plain);
    write("a.txt", "Other.");
    assertCounts(ingest(plain), 0, 1, 0, 1);
    assertCounts(ingest(plain.comparingBytes()), 1, 0, 1, 0);
    assertEquals("Other.", text("a.txt"));
  }

  @Test
  void aFileWrittenJustBeforeItWasReadIsComparedByItsBytes() throws IOException {
    Instant justNow = Instant.now();
    write("a.txt", "First.", justNow);
    ingest(plain);
    write("a.txt", "Other.", justNow);
    assertCounts(ingest(plain), 1, 0, 1, 0);
    assertEquals("Other.", text("a.txt"));
  }

  @Test
  void aDocumentThatWasDeletedIsReadAgain() throws IOException {
    write("a.txt", "First.");
    write("b.txt", "Second.");
    ingest(plain);
    store.delete("a.txt");
    assertCounts(ingest(plain), 1, 1, 1, 1);
    assertEquals(Set.of("a.txt", "b.txt"), ids());
  }

  @Test
  void anotherWayOfReadingReadsAgain() throws IOException {
    write("a.jsonl", "{\"id\": \"1\", \"text\": \"First.\", \"body\": \"Other.\"}\n");
    assertCounts(ingest(plain), 1, 0, 1, 0);
    FieldMapping body = FieldMapping.standard().withText("body");
    Readers readers = Readers.standard(ReadOptions.defaults().withFields(body));
    assertCounts(ingest(plain.readers(readers)), 1, 0, 1, 0);
    assertEquals("Other.", text("1"));
  }

  @Test
  void rowsThatAreGoneGoWithTheNextReading() throws IOException {
    write("a.csv", "id,text\n1,First\n2,Second\n3,Third\n");
    store.add(SourceDocument.of("mine", "By hand.", Metadata.empty()));
    assertCounts(ingest(plain), 1, 0, 3, 0);
    write("a.csv", "id,text\n1,First\n3,Changed\n", LONG_AGO.plusSeconds(60));
    FolderReport report = ingest(plain);
    assertEquals(1, report.documents().embedded());
    assertEquals(1, report.documents().updated());
    assertEquals(Set.of("1", "3", "mine"), ids());

    write("a.csv", "id,text\n3,Changed\n", LONG_AGO.plusSeconds(60));
    ingest(plain);
    assertEquals(Set.of("3", "mine"), ids());
    assertEquals(List.of(), failures);
  }

  @Test
  void aFileWithABadRowIsReadAgainUntilItIsWhole() throws IOException {
    write("a.jsonl", "{\"id\": \"1\", \"text\": \"First.\"}\nnot JSON\n");
    assertEquals(1, ingest(plain).failed());
    FolderReport again = ingest(plain);
    assertCounts(again, 1, 0, 0, 1);
    assertEquals(1, again.failed());
    assertTrue(failures.getFirst().startsWith("a.jsonl: Line 2: "), failures.toString());

    write("a.jsonl", "{\"id\": \"1\", \"text\": \"First.\"}\n", LONG_AGO.plusSeconds(60));
    assertEquals(0, ingest(plain).failed());
    assertCounts(ingest(plain), 0, 1, 0, 1);
  }

  @Test
  void aDocumentThatCannotBeKeptFailsAndTheOthersGoOn() throws IOException {
    String huge = "x".repeat(40_000);
    write("a.jsonl", "{\"id\": \"1\", \"text\": \"First.\", \"k\": \"" + huge + "\"}\n");
    write("b.txt", "Second.");
    FolderReport report = ingest(plain);
    assertEquals(1, report.failed());
    assertEquals(Set.of("b.txt"), ids());
    assertTrue(failures.getFirst().contains("40000 bytes"), failures.toString());
    assertCounts(ingest(plain), 1, 1, 0, 1);
  }

  @Test
  void rowsOfTheSameIdAreTold() throws IOException {
    write(
        "a.jsonl", "{\"id\": \"1\", \"text\": \"First.\"}\n{\"id\": \"1\", \"text\": \"Last.\"}\n");
    assertEquals(1, ingest(plain).failed());
    assertEquals("Last.", text("1"));
    assertTrue(failures.getFirst().contains("1 of its rows"), failures.toString());
    assertCounts(ingest(plain), 0, 1, 0, 1);
  }

  @Test
  void anIdOfAnotherFileIsRefusedWhileThatFileIsThere() throws IOException {
    write("a.jsonl", "{\"id\": \"1\", \"text\": \"First.\"}\n");
    ingest(plain);
    write("b.jsonl", "{\"id\": \"1\", \"text\": \"Second.\"}\n");
    assertEquals(1, ingest(plain).failed());
    assertEquals("First.", text("1"));
    assertTrue(failures.getFirst().contains("from the file 'a.jsonl'"), failures.toString());

    Files.delete(root.resolve("a.jsonl"));
    assertEquals(0, ingest(plain).failed());
    assertEquals("Second.", text("1"));
  }

  @Test
  void anIdOfAnotherFileIsRefusedWithinOneIngestToo() throws IOException {
    write("a.jsonl", "{\"id\": \"1\", \"text\": \"First.\"}\n");
    write("b.jsonl", "{\"id\": \"1\", \"text\": \"Second.\"}\n");
    assertEquals(1, ingest(plain).failed());
    assertEquals("First.", text("1"));
  }

  @Test
  void twoFoldersWithTheSameFileNeedAPrefix(@TempDir Path other) throws IOException {
    write("a.txt", "First.");
    Files.writeString(other.resolve("a.txt"), "Second.");
    ingest(plain);
    FolderReport report = store.ingest(Folder.of(other), plain);
    assertEquals(1, report.failed());
    assertEquals("First.", text("a.txt"));
    assertEquals(0, store.ingest(Folder.of(other), plain.prefix("other/")).failed());
    assertEquals(Set.of("a.txt", "other/a.txt"), ids());
    assertEquals("Second.", text("other/a.txt"));
    assertEquals(1, store.count(eq(Key.SOURCE, "other/a.txt")));
  }

  @Test
  void aFolderThatMovedIsNotReadAgain(@TempDir Path parent) throws IOException {
    write("a.txt", "First.");
    ingest(plain);
    Path moved = Files.move(root, parent.resolve("moved"));
    assertCounts(store.ingest(Folder.of(moved), plain), 0, 1, 0, 1);
    assertEquals(0, store.ingest(Folder.of(moved), plain.pruning()).pruned());
    Files.createDirectories(root);
  }

  @Test
  void pruningRemovesTheDocumentsOfFilesThatAreGone() throws IOException {
    write("a.txt", "First.");
    write("b.csv", "id,text\n1,One\n2,Two\n");
    write("drafts/c.txt", "Third.");
    store.add(SourceDocument.of("mine", "By hand."));
    ingest(plain);
    Files.delete(root.resolve("b.csv"));
    FolderReport told = ingest(plain);
    assertEquals(List.of(1L, 0L), List.of(told.gone(), told.pruned()));

    Folder withoutDrafts = Folder.of(root).exclude("drafts");
    FolderReport pruned = store.ingest(withoutDrafts, plain.pruning());
    assertEquals(List.of(1L, 2L), List.of(pruned.gone(), pruned.pruned()));
    assertEquals(Set.of("a.txt", "drafts/c.txt", "mine"), ids());
    assertEquals(0, ingest(plain.pruning()).gone());
  }

  @Test
  void anEmptyFolderIsNotPruned() throws IOException {
    Path file = write("a.txt", "First.");
    ingest(plain);
    Files.delete(file);
    var refusal = assertThrows(InvalidInputException.class, () -> ingest(plain.pruning()));
    assertTrue(refusal.getMessage().contains("'a.txt'"), refusal.getMessage());
    assertEquals(Set.of("a.txt"), ids());
  }

  @Test
  void recordsOfFilesAreNoDocuments() throws IOException {
    write("a.txt", "First.");
    ingest(plain);
    try (Snapshot now = store.snapshot()) {
      assertEquals(1, now.count());
      assertEquals(1, now.count(Filters.missing("lang")));
      assertEquals(1, now.list(Filters.ne(Key.ID, "x"), null, 10).size());
      assertEquals(1, now.values(Key.SOURCE).size());
    }
    store.delete(Filters.missing("lang"));
    assertEquals(Set.of(), ids());
    assertCounts(ingest(plain), 1, 0, 1, 0);
  }

  @Test
  void documentsAreCommittedAsItGoes() throws IOException {
    for (int i = 0; i < 300; i++) {
      write("f%03d.txt".formatted(i), "Text " + i);
    }
    List<Integer> seen = new ArrayList<>();
    store.ingest(
        Folder.of(root),
        plain.committing(100, Duration.ofDays(1)),
        event -> {
          if (event instanceof IngestEvent.Progress) {
            try (CollectionView view = CollectionView.open(index, Clock.systemUTC())) {
              seen.add(view.documents().count(null));
            }
          }
        });
    assertEquals(List.of(0, 0, 128, 128, 256), seen);
    assertEquals(300, store.count());
  }

  @Test
  void aPlanChangesNothing() throws IOException {
    write("a.txt", "First.");
    write("b.txt", "Second.");
    ingest(plain);
    write("a.txt", "First, longer.");
    write("c.txt", "Third.");
    Files.delete(root.resolve("b.txt"));
    List<String> states = new ArrayList<>();
    FolderReport plan =
        FolderPlan.of(
            index,
            Folder.of(root),
            plain.pruning(),
            event -> {
              if (event instanceof IngestEvent.File file) {
                states.add(file.name() + " " + file.state());
              }
            });
    assertEquals(List.of("a.txt CHANGED", "c.txt NEW", "b.txt GONE"), states);
    assertEquals(List.of(2L, 1L), List.of(plan.read(), plan.pruned()));
    assertEquals(Set.of("a.txt", "b.txt"), ids());

    Path nowhere = index.resolve("nowhere");
    assertEquals(2, FolderPlan.of(nowhere, Folder.of(root), plain, event -> {}).read());
    assertFalse(Files.exists(nowhere));
  }
}
