package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup holds, what it shares, and what breaks it. */
final class BackupsTest {
  private final HashingEmbedder embedder = new HashingEmbedder(16);

  @TempDir private Path root;
  private Path collection;
  private Path folder;
  private Backups backups;

  @BeforeEach
  void fill() {
    collection = root.resolve("collection");
    folder = root.resolve("backups");
    backups = Backups.in(folder);
    add(0, 20);
  }

  private void add(int from, int to) {
    try (VectorStore store = VectorStore.open(collection, embedder)) {
      store.addAll(
          IntStream.range(from, to).mapToObj(i -> SourceDocument.of("d" + i, "words " + i)));
    }
  }

  private Set<String> ids(Path path) {
    try (Snapshot snapshot = Snapshot.open(path, embedder)) {
      return snapshot.list(null, 10_000).stream()
          .map(SourceDocument::id)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void eachBackupIsACollectionOfItsTime() {
    Set<String> before = ids(collection);
    Backup first = backups.take(collection).backup();
    add(20, 30);
    Backup second = backups.take(collection).backup();
    assertEquals(before, ids(first.path()));
    assertEquals(ids(collection), ids(second.path()));
    assertEquals(List.of(first, second), backups.list());
    try (Snapshot snapshot = Snapshot.open(second.path(), embedder)) {
      assertEquals("d25", snapshot.search(SearchRequest.keyword("25")).first().documentId());
    }
  }

  @Test
  void onlyNewFilesAreCopied() throws IOException {
    BackupReport first = backups.take(collection);
    assertEquals(first.files(), first.copiedFiles());
    BackupReport unchanged = backups.take(collection);
    assertEquals(0, unchanged.copiedFiles());
    assertEquals(first.bytes(), unchanged.bytes());
    add(20, 30);
    BackupReport third = backups.take(collection);
    assertTrue(third.copiedFiles() > 0 && third.copiedFiles() < third.files(), third.toString());
    Path old = anyFile(first.backup().path(), ".cfs");
    assertTrue(
        Files.isSameFile(old, third.backup().path().resolve(old.getFileName())),
        "the old segment is shared");
  }

  @Test
  void aSharedFileThatWasDamagedIsCopiedAnew() throws IOException {
    Backup first = backups.take(collection).backup();
    Path file = anyFile(first.path(), ".cfs");
    flip(file);
    BackupReport second = backups.take(collection);
    assertEquals(1, second.copiedFiles());
    assertThrows(
        StorageException.class, () -> Backups.restore(first.path(), root.resolve("damaged")));
    Backups.restore(second.backup().path(), root.resolve("whole"));
    assertEquals(ids(collection), ids(root.resolve("whole")));
  }

  @Test
  void aDamagedCollectionGivesNoBackup() throws IOException {
    Backup good = backups.take(collection).backup();
    flip(anyFile(collection, ".cfs"));
    StorageException e = assertThrows(StorageException.class, () -> backups.take(collection));
    assertTrue(e.getMessage().contains("restore one of them"), e.getMessage());
    assertEquals(List.of(good), backups.list());
    assertOnlyWhole();
  }

  @Test
  void aFileThatIsLostIsNotWaitedFor() throws IOException {
    Files.delete(anyFile(collection, ".cfs"));
    assertThrows(StorageException.class, () -> backups.take(collection));
    assertEquals(List.of(), backups.list());
  }

  @Test
  void aBrokenOffBackupIsNeverTakenForAWholeOne() throws IOException {
    Backup first = backups.take(collection).backup();
    Path broken = folder.resolve("2020-01-01T00-00-00.000Z.partial");
    Files.createDirectory(broken);
    Files.writeString(broken.resolve("_0.cfs"), "half");
    assertEquals(List.of(first), backups.list());
    backups.take(collection);
    assertFalse(Files.exists(broken), "what a killed backup left is cleared away");
  }

  @Test
  void theNewestAreKept() {
    List<Backup> taken = Stream.generate(() -> backups.take(collection).backup()).limit(4).toList();
    assertEquals(taken.subList(0, 2), backups.keep(2));
    assertEquals(taken.subList(2, 4), backups.list());
    assertEquals(List.of(), backups.keep(5));
    assertThrows(IllegalArgumentException.class, () -> backups.keep(0));
    backups.keep(1);
    Backups.restore(taken.getLast().path(), root.resolve("restored"));
    assertEquals(ids(collection), ids(root.resolve("restored")));
  }

  @Test
  void theLaterBackupSortsLaterWhenTheClockWasSetBack() {
    Backup first = at("2026-05-01T10:00:00Z").take(collection).backup();
    Backup second = at("2026-04-01T10:00:00Z").take(collection).backup();
    assertEquals(List.of(first, second), backups.list());
    assertEquals(Instant.parse("2026-05-01T10:00:00.001Z"), second.taken());
  }

  private Backups at(String time) {
    return Backups.in(folder, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  @Test
  void aFolderHoldsBackupsOfOneCollection() {
    backups.take(collection);
    Path other = root.resolve("other");
    VectorStore.open(other, embedder).close();
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> backups.take(other));
    assertTrue(e.getMessage().contains("one for each collection"), e.getMessage());
  }

  @Test
  void aRestoredCollectionGoesOnWithItsBackups() {
    Backup first = backups.take(collection).backup();
    Path restored = root.resolve("restored");
    Backups.restore(first.path(), restored);
    try (VectorStore store = VectorStore.open(restored, embedder)) {
      store.add(SourceDocument.of("later", "words"));
      BackupReport next = store.backup(folder);
      assertTrue(next.copiedFiles() < next.files());
    }
    assertTrue(ids(backups.list().getLast().path()).contains("later"));
    assertFalse(ids(first.path()).contains("later"), "writing a copy does not change its backup");
  }

  @Test
  void nothingIsOverwrittenOrMisplaced() throws IOException {
    Backup backup = backups.take(collection).backup();
    assertThrows(InvalidInputException.class, () -> Backups.restore(backup.path(), collection));
    assertThrows(NotACollectionException.class, () -> Backups.restore(folder, root.resolve("new")));
    assertThrows(NotACollectionException.class, () -> backups.take(root.resolve("nowhere")));
    assertThrows(
        InvalidInputException.class,
        () -> Backups.in(collection.resolve("backups")).take(collection));
    assertFalse(Files.exists(root.resolve("new")));
    assertOnlyWhole();
  }

  @Test
  void backupsWhileDocumentsAreWrittenHoldWholeCommits() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (VectorStore store = VectorStore.open(collection, embedder)) {
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; !done.get(); i++) {
                      store.add(SourceDocument.of("pair-a", "round " + i));
                      store.add(SourceDocument.of("new" + i, "round " + i));
                      if (i % 5 == 0) {
                        store.commit();
                      }
                    }
                  });
      for (int i = 0; i < 10; i++) {
        store.add(SourceDocument.of("mark" + i, "before the backup"));
        Backup backup = i % 2 == 0 ? store.backup(folder).backup() : committed(store);
        assertTrue(ids(backup.path()).contains("mark" + i));
      }
      done.set(true);
      writer.join();
    }
    for (Backup backup : backups.list()) {
      Path restored = root.resolve("r-" + backup.path().getFileName());
      Backups.restore(backup.path(), restored);
      VectorStore.open(restored, embedder).close();
    }
    assertEquals(10, backups.list().size());
  }

  /** As another process does it: beside the store, and without its lock. */
  private Backup committed(VectorStore store) {
    store.commit();
    return backups.take(collection).backup();
  }

  private void assertOnlyWhole() throws IOException {
    try (Stream<Path> files = Files.walk(root, 2)) {
      assertEquals(List.of(), files.filter(PartialFolder::isPartial).toList());
    }
  }

  private static Path anyFile(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  /** As a disk does it: without a new time on the file, in the file itself. */
  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
