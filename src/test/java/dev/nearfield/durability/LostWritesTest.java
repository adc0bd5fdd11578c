package dev.nearfield.durability;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.StoreOver;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.WritesLostException;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of a failure that closed the index, what, and how the store goes on. */
final class LostWritesTest {
  private static final SourceDocument KEPT =
      SourceDocument.of("kept", "committed words", Metadata.of("year", 2020));
  private static final SourceDocument LOST = SourceDocument.of("lost", "other words");

  private final Embedder embedder = Plan.embedder();
  private final FailingDisk disk = new FailingDisk();
  private VectorStore store;

  @TempDir private Path folder;

  @BeforeEach
  void openWithOneCommit() {
    store = StoreOver.directory(folder, disk, embedder, Plan.OPTIONS);
    store.add(KEPT);
    store.commit();
  }

  @AfterEach
  void closeDisk() throws IOException {
    disk.trouble = Trouble.NONE;
    store.close();
    disk.close();
  }

  @Test
  void theCallThatFailedNamesWhatIsLostAndTheNextOneWorks() {
    try (Snapshot open = store.snapshot()) {
      store.delete("kept");
      store.delete(Filters.eq("year", 2021));
      store.add(LOST);
      disk.trouble = Trouble.FULL;
      var e = assertThrows(WritesLostException.class, store::commit);
      assertEquals(List.of("kept", "lost"), e.ids());
      assertEquals(1, e.deletions());
      assertEquals(0, e.others());
      assertEquals(folder, e.directory());
      assertEquals(Plan.OPTIONS.clock().instant(), e.lastCommit());
      assertTrue(e.getMessage().contains("writes of 2 documents ('kept', 'lost')"), e.getMessage());
      assertTrue(e.getMessage().contains("No space left"), e.getMessage());
      assertEquals(Set.of("kept"), ids(store));
      disk.trouble = Trouble.NONE;
      store.add(LOST);
      store.commit();
      assertEquals(Set.of("kept", "lost"), ids(store));
      assertEquals(1, open.search(SearchRequest.keyword("committed")).size());
      assertEquals(1, open.count());
    }
  }

  @Test
  void searchSettingsThatTheDiskRefusedAreAsBefore() {
    SearchDefaults own = new SearchDefaults(Fusion.rrf(60), 50, Bm25.LUCENE);
    store.add(LOST);
    disk.trouble = Trouble.FULL;
    assertThrows(WritesLostException.class, () -> store.searchDefaults(own));
    assertEquals(SearchDefaults.STANDARD, store.searchDefaults());
    disk.trouble = Trouble.NONE;
    assertEquals(Set.of("kept"), ids(store));
    assertEquals(SearchDefaults.STANDARD, store.searchDefaults());
    store.searchDefaults(own);
    assertEquals(own, store.searchDefaults());
  }

  @Test
  void aLossThatASearchMetIsToldToTheNextWriteToo() {
    store.add(LOST);
    disk.trouble = Trouble.FULL;
    var read = assertThrows(WritesLostException.class, store::count);
    assertEquals(Set.of("kept"), ids(store));
    var write = assertThrows(WritesLostException.class, store::commit);
    assertEquals(List.of("lost"), read.ids());
    assertEquals(List.of("lost"), write.ids());
    store.commit();
    disk.trouble = Trouble.NONE;
    store.add(LOST);
    assertEquals(Set.of("kept", "lost"), ids(store));
  }

  @Test
  void aLossThatOnlyASearchMetIsToldWhenTheStoreIsClosed() {
    store.add(LOST);
    disk.trouble = Trouble.FULL;
    assertThrows(WritesLostException.class, store::count);
    assertEquals(1, store.count());
    var e = assertThrows(WritesLostException.class, store::close);
    assertEquals(List.of("lost"), e.ids());
    store.close();
    assertFalse(Files.exists(folder.resolve("nearfield.holder")));
  }

  @Test
  void aCommitOfClosingThatFailsIsTold() {
    store.add(LOST);
    disk.trouble = Trouble.FULL;
    assertEquals(List.of("lost"), assertThrows(WritesLostException.class, store::close).ids());
    disk.trouble = Trouble.NONE;
    store = StoreOver.directory(folder, disk, embedder, Plan.OPTIONS);
    assertEquals(Set.of("kept"), ids(store));
  }

  @Test
  void aMergeThatFailsWhileTheStoreIsClosedLosesNothing() {
    disk.trouble = Trouble.NO_MERGE;
    for (int i = 0; i < 12; i++) {
      store.add(SourceDocument.of("more" + i, "more words"));
      store.commit();
    }
    var e = assertThrows(StorageException.class, store::close);
    assertEquals(StorageException.class, e.getClass());
    assertTrue(e.getMessage().contains("The planned failure of a merge"), e.getMessage());
    assertTrue(e.getMessage().contains("is lost, for everything had been"), e.getMessage());
    disk.trouble = Trouble.NONE;
    store = StoreOver.directory(folder, disk, embedder, Plan.OPTIONS);
    assertEquals(13, store.count());
  }

  @Test
  void aFailedSyncIsNotTriedAgainOnTheSameFiles() {
    store.add(LOST);
    disk.trouble = Trouble.NO_SYNC;
    assertEquals(List.of("lost"), assertThrows(WritesLostException.class, store::commit).ids());
    disk.trouble = Trouble.NONE;
    store.commit();
    assertEquals(Set.of("kept"), ids(store));
  }

  @Test
  void aCommitThatFailsWithoutAClosedIndexLosesNothing() {
    store.add(LOST);
    store.count();
    disk.trouble = Trouble.NO_COMMIT_FILE;
    var e = assertThrows(StorageException.class, store::commit);
    assertEquals(StorageException.class, e.getClass());
    assertTrue(e.getMessage().contains("Nothing that was written before is lost"), e.getMessage());
    disk.trouble = Trouble.NONE;
    store.commit();
    assertEquals(Set.of("kept", "lost"), ids(store));
  }

  @Test
  void lackOfMemoryIsTreatedTheSame() {
    store.add(LOST);
    disk.trouble = Trouble.NO_MEMORY;
    var e = assertThrows(WritesLostException.class, store::commit);
    assertTrue(e.getMessage().contains("OutOfMemoryError"), e.getMessage());
    disk.trouble = Trouble.NONE;
    assertEquals(Set.of("kept"), ids(store));
  }

  @Test
  void openingAgainIsTriedWithEachCall() {
    store.add(LOST);
    disk.trouble = Trouble.FULL;
    assertThrows(WritesLostException.class, store::commit);
    disk.trouble = Trouble.NO_LOCK;
    for (int i = 0; i < 2; i++) {
      var e = assertThrows(StorageException.class, store::count);
      assertTrue(e.getMessage().contains("the next call tries again"), e.getMessage());
    }
    disk.trouble = Trouble.NONE;
    assertEquals(Set.of("kept"), ids(store));
  }

  @Test
  void aWriteThatReadsFirstIsToldAsAWrite() {
    store.add(LOST);
    disk.trouble = Trouble.FULL;
    assertThrows(WritesLostException.class, () -> store.delete(Filters.eq("year", 2020)));
    disk.trouble = Trouble.NONE;
    store.add(LOST);
    assertEquals(Set.of("kept", "lost"), ids(store));
  }

  @Test
  void afterALossUnchangedTextIsWrittenAgain() {
    store.add(LOST);
    assertEquals(1, store.add(LOST).unchanged());
    store.add(SourceDocument.of("more", "more words"));
    disk.trouble = Trouble.FULL;
    assertThrows(WritesLostException.class, store::commit);
    disk.trouble = Trouble.NONE;
    assertEquals(0, store.add(LOST).unchanged());
    store.commit();
    assertEquals(Set.of("kept", "lost"), ids(store));
  }

  private static Set<String> ids(VectorStore store) {
    try (Snapshot snapshot = store.snapshot()) {
      return Survivors.documents(snapshot).keySet();
    }
  }

  private enum Trouble {
    NONE,
    FULL,
    NO_MEMORY,
    NO_MERGE,
    NO_SYNC,
    NO_COMMIT_FILE,
    NO_LOCK
  }

  /** A directory in memory that fails in a chosen way. */
  private static final class FailingDisk extends FilterDirectory {
    private volatile Trouble trouble = Trouble.NONE;

    FailingDisk() {
      super(new ByteBuffersDirectory());
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      if (trouble == Trouble.FULL
          || (trouble == Trouble.NO_COMMIT_FILE && name.startsWith("pending_segments"))) {
        throw new IOException("No space left on device");
      }
      if (trouble == Trouble.NO_MEMORY) {
        throw new OutOfMemoryError("planned");
      }
      if (trouble == Trouble.NO_MERGE && context.context() == IOContext.Context.MERGE) {
        await().until(FailingDisk::isClosing);
        throw new IOException("The planned failure of a merge");
      }
      return super.createOutput(name, context);
    }

    /** Closing an IndexWriter waits for its merges. */
    private static boolean isClosing() {
      return Thread.getAllStackTraces().values().stream()
          .flatMap(Arrays::stream)
          .anyMatch(call -> call.getMethodName().equals("waitForMerges"));
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      if (trouble == Trouble.NO_SYNC) {
        throw new IOException("Input/output error");
      }
      super.sync(names);
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
      if (trouble == Trouble.NO_LOCK) {
        throw new IOException("Read-only file system");
      }
      return super.obtainLock(name);
    }
  }
}
