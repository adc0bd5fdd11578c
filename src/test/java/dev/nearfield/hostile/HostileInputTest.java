package dev.nearfield.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each row of hostile input is treated as its row says, and leaves a store behind that is as it
 * was, but for documents that the row says are kept.
 */
final class HostileInputTest {
  static final int DIMENSION = 16;

  /** Ends a hang; no row takes a tenth of it. */
  private static final Duration HANG = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Path collection;
  private VectorStore store;
  private Fingerprint before;

  static Stream<Row> rows() {
    return Stream.of(
            VectorRows.rows(),
            DocumentRows.texts(),
            DocumentRows.ids(),
            DocumentRows.metadata(),
            RequestRows.numbers(),
            RequestRows.questions(),
            RequestRows.filters(),
            FileRows.folders(),
            FileRows.texts(),
            TableRows.rows(),
            OfficeRows.rows(),
            CommandRows.rows(),
            StoreRows.rows())
        .flatMap(rows -> rows);
  }

  @BeforeEach
  void fill() {
    collection = folder.resolve("collection");
    store = open();
    Fingerprint.fill(store);
    before = Fingerprint.of(store, collection);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private VectorStore open() {
    return VectorStore.open(collection, new HashingEmbedder(DIMENSION));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isTreatedAsItsRowSays(Row row, TestReporter reporter) {
    assertTimeoutPreemptively(HANG, () -> treat(row));
    reporter.publishEntry("classes by " + row.way().name().toLowerCase(Locale.ROOT), "1");
  }

  private void treat(Row row) throws Exception {
    Ground ground =
        new Ground(
            store,
            collection,
            Files.createDirectory(folder.resolve("files")),
            Files.createDirectory(folder.resolve("outside")));
    switch (row.treatment()) {
      case Treatment.Refused(Class<? extends Throwable> error, String sentence) -> {
        Throwable e = assertThrows(error, () -> row.attempt().on(ground));
        assertSentence(sentence, String.valueOf(e.getMessage()));
        assertUnchanged();
      }
      case Treatment.Answered(List<String> ids) -> {
        assertEquals(ids, row.attempt().on(ground));
        assertUnchanged();
      }
      case Treatment.Reported(String sentence) -> {
        List<String> said = row.attempt().on(ground);
        assumeFalse(said.isEmpty() && mayReadAll(ground), "This user may read every file.");
        assertEquals(1, said.size(), said.toString());
        assertSentence(sentence, said.getFirst());
        assertUnchanged();
      }
      case Treatment.Exits(int code, String sentence) -> {
        List<String> said = row.attempt().on(ground);
        assertEquals("exit code " + code, said.getFirst(), said.toString());
        assertSentence(sentence, said.getLast());
        assertUnchanged();
      }
      case Treatment.Kept kept -> {
        row.attempt().on(ground);
        assertKept(List.of(kept.document().get()));
      }
      case Treatment.Read(List<SourceDocument> documents, String sentence) -> {
        List<String> said = row.attempt().on(ground);
        assertEquals(sentence.isEmpty() ? 0 : 1, said.size(), said.toString());
        assertSentence(sentence, String.join("", said));
        assertKept(documents);
      }
    }
  }

  private static boolean mayReadAll(Ground ground) {
    Path locked = ground.files().resolve("locked.txt");
    return Files.exists(locked) && Files.isReadable(locked);
  }

  private static void assertSentence(String part, String whole) {
    assertTrue(
        whole.contains(part),
        () -> "'" + part + "' is not in: " + whole.substring(0, Math.min(2_000, whole.length())));
  }

  /** As it was: in this store, and in one that is opened after a commit. */
  private void assertUnchanged() {
    assertEquals(before, Fingerprint.of(store, collection));
    store.close();
    store = open();
    assertEquals(before, Fingerprint.of(store, collection));
  }

  /** The documents are there exactly, in this store and in one that is opened again. */
  private void assertKept(List<SourceDocument> documents) {
    assertHolds(documents);
    store.close();
    store = open();
    assertHolds(documents);
    documents.forEach(document -> store.delete(document.id()));
    assertEquals(before.documents(), Fingerprint.of(store, collection).documents());
  }

  private void assertHolds(List<SourceDocument> documents) {
    assertEquals(before.documents().size() + documents.size(), store.count());
    for (SourceDocument document : documents) {
      SourceDocument kept = store.get(document.id()).orElseThrow();
      assertEquals(document.text(), kept.text());
      if (kept.source() == null) {
        assertEquals(document, kept.withTimes(null, null));
      }
    }
    for (SourceDocument document : before.documents()) {
      assertEquals(document, store.get(document.id()).orElseThrow());
    }
  }
}
