package dev.nearfield.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.WritesLostException;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.transfer.JsonLinesExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk that is full, and one that cannot be written. */
final class MountedDiskTest {
  private static final int MEGABYTES = 3;
  private static final int BALLAST = 1 << 20;
  private static final int DOCUMENT = 20_000;

  private final Embedder embedder = Plan.embedder();
  private final Random random = new Random(7);

  @TempDir private Path disk;
  @TempDir private Path home;

  @Test
  void aFullDiskCostsWhatWasNotCommittedAndTheStoreGoesOn() throws IOException {
    try (MountedDisk mounted = new MountedDisk(disk, MEGABYTES)) {
      Path ballast = Files.write(mounted.path().resolve("ballast"), new byte[BALLAST]);
      Path collection = disk.resolve("collection");
      try (VectorStore store = VectorStore.open(collection, embedder, Plan.OPTIONS)) {
        Set<String> committed = new TreeSet<>();
        WritesLostException lost = fill(store, committed);
        Set<String> named = new TreeSet<>(lost.ids());
        assertTrue(
            !named.isEmpty() && named.stream().noneMatch(committed::contains), named::toString);
        assertTrue(lost.getMessage().contains("No space left on device"), lost.getMessage());

        assertEquals(committed, ids(store));
        assertEquals(1, store.search(SearchRequest.keyword("d0")).size());

        Files.delete(ballast);
        for (String id : lost.ids()) {
          store.add(document(id));
        }
        store.commit();
        committed.addAll(named);
        assertEquals(committed, ids(store));
      }
      try (Directory directory = FSDirectory.open(collection)) {
        Survivors.requireSound(directory);
      }
    }
  }

  /** Adds until the disk is full. */
  private WritesLostException fill(VectorStore store, Set<String> committed) {
    for (int i = 0; ; i += 2) {
      try {
        store.add(document("d" + i));
        store.add(document("d" + (i + 1)));
        store.commit();
        committed.add("d" + i);
        committed.add("d" + (i + 1));
      } catch (WritesLostException e) {
        return e;
      }
    }
  }

  private SourceDocument document(String id) {
    StringBuilder text = new StringBuilder(id);
    while (text.length() < DOCUMENT) {
      text.append(' ').append(Long.toString(random.nextLong(), Character.MAX_RADIX));
    }
    return SourceDocument.of(id, text.append('.').toString());
  }

  @Test
  void aReadOnlyDiskIsReadAndNotWritten() throws IOException {
    try (MountedDisk mounted = new MountedDisk(disk, MEGABYTES)) {
      try (VectorStore store = VectorStore.open(disk, embedder, Plan.OPTIONS)) {
        store.add(SourceDocument.of("a", "some words"));
      }
      mounted.makeReadOnly();
      try (Snapshot snapshot = Snapshot.open(disk, embedder)) {
        assertEquals(1, snapshot.search(SearchRequest.hybrid("words")).size());
      }
      var e =
          assertThrows(
              StorageException.class, () -> VectorStore.open(disk, embedder, Plan.OPTIONS));
      assertTrue(e.getMessage().contains("open a snapshot"), e.getMessage());
      try (Snapshot snapshot = Snapshot.open(disk)) {
        assertEquals(1, snapshot.count());
      }
    }
  }

  @Test
  void anExportThatFindsNoRoomSaysSoAndLeavesNothing() throws IOException {
    Path collection = home.resolve("collection");
    try (VectorStore store = VectorStore.open(collection, embedder, Plan.OPTIONS)) {
      for (int i = 0; i < MEGABYTES * (1 << 20) / DOCUMENT; i++) {
        store.add(document("d" + i));
      }
    }
    try (MountedDisk mounted = new MountedDisk(disk, MEGABYTES)) {
      Path file = mounted.path().resolve("all.jsonl");
      var e = assertThrows(StorageException.class, () -> JsonLinesExport.write(collection, file));
      assertTrue(e.getMessage().contains(" could not be exported to " + file), e.getMessage());
      assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
      try (Stream<Path> left = Files.list(mounted.path())) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  private static Set<String> ids(VectorStore store) {
    try (Snapshot snapshot = store.snapshot()) {
      return Survivors.documents(snapshot).keySet();
    }
  }
}
