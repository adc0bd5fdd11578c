package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.model.CollectionLockedException;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.transfer.AllTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A collection whose vectors are indexed in another way is the same collection. */
final class CollectionRewriteTest {
  private static final ModelIdentity MODEL = ModelIdentity.external("given", 16);
  private static final GraphParameters DENSE = new GraphParameters(40, 120);

  @TempDir private Path root;

  @ParameterizedTest
  @EnumSource(VectorEncoding.class)
  void everythingIsThereAndTheWayBackIsTheSame(VectorEncoding encoding) throws IOException {
    Path folder = root.resolve("all");
    AllTypes.make(folder, root.resolve("files"));
    AllTypes.Content before = AllTypes.Content.of(folder);
    VectorIndexing wanted = new VectorIndexing(encoding, DENSE);
    CollectionRewrite.rewrite(folder, wanted);
    assertEquals(wanted, manifest(folder).indexing());
    assertEquals(before, AllTypes.Content.of(folder));
    assertSoundAndOf(folder, encoding);
    CollectionRewrite.rewrite(folder, VectorIndexing.DEFAULT);
    assertEquals(VectorIndexing.DEFAULT, manifest(folder).indexing());
    assertEquals(before, AllTypes.Content.of(folder));
    assertSoundAndOf(folder, VectorEncoding.FULL);
  }

  @Test
  void whatIsWrittenLaterIsIndexedInTheNewWayToo() {
    Path folder = root.resolve("later");
    fill(folder, 40);
    CollectionRewrite.rewrite(folder, VectorIndexing.of(VectorEncoding.TINY));
    fill(folder, 80);
    try (CollectionView view = CollectionView.open(folder, Clock.systemUTC())) {
      assertEquals(2, view.searcher().getIndexReader().leaves().size());
      assertEquals(Set.of(VectorEncoding.TINY), view.encodings());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theGraphIsBuiltAnew() throws IOException {
    Path folder = root.resolve("graph");
    fill(folder, 1_500);
    assertTrue(mostNeighbours(folder) <= 2 * GraphParameters.DEFAULT.links());
    CollectionRewrite.rewrite(folder, VectorIndexing.DEFAULT.graph(DENSE));
    assertTrue(mostNeighbours(folder) > 2 * GraphParameters.DEFAULT.links());
    CollectionRewrite.rewrite(folder, VectorIndexing.DEFAULT.graph(new GraphParameters(4, 30)));
    assertTrue(mostNeighbours(folder) <= 8);
  }

  private static int mostNeighbours(Path folder) throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      var segment = (CodecReader) reader.leaves().getFirst().reader();
      var fields = (PerFieldKnnVectorsFormat.FieldsReader) segment.getVectorReader();
      var graph =
          ((HnswGraphProvider) fields.getFieldReader(Fields.VECTOR)).getGraph(Fields.VECTOR);
      int most = 0;
      for (int node = 0; node < graph.size(); node++) {
        graph.seek(0, node);
        most = Math.max(most, graph.neighborCount());
      }
      return most;
    }
  }

  @Test
  void anEmptyCollectionIsRewrittenToo() {
    Path folder = root.resolve("empty");
    VectorStore.open(folder, MODEL).close();
    CollectionRewrite.rewrite(folder, VectorIndexing.of(VectorEncoding.SMALL));
    assertEquals(VectorEncoding.SMALL, manifest(folder).indexing().encoding());
  }

  @Test
  void aCollectionIsWrittenByOneAndKeepsItsWay() {
    Path folder = root.resolve("busy");
    StoreOptions tiny = StoreOptions.defaults().indexing(VectorIndexing.of(VectorEncoding.TINY));
    try (VectorStore busy = VectorStore.open(folder, MODEL, tiny)) {
      assertThrows(
          CollectionLockedException.class,
          () -> CollectionRewrite.rewrite(folder, VectorIndexing.DEFAULT));
      assertEquals(0, busy.count());
    }
    StoreOptions full = StoreOptions.defaults().indexing(VectorIndexing.DEFAULT);
    String message =
        assertThrows(InvalidInputException.class, () -> VectorStore.open(folder, MODEL, full))
            .getMessage();
    assertTrue(
        message.contains("as tiny, 16 links, beam 100, and it is opened with full"), message);
    assertThrows(
        NotACollectionException.class,
        () -> CollectionRewrite.rewrite(root.resolve("none"), VectorIndexing.DEFAULT));
    VectorStore.open(folder, MODEL, tiny).close();
    VectorStore.open(folder, MODEL).close();
  }

  /** The machine crashes after so many operations, until the rewrite gets through. */
  @Test
  void aCrashLeavesItAsItWasOrAsItIsToBe() throws IOException {
    Path folder = root.resolve("crash");
    fill(folder, 300);
    int crashes = 0;
    for (int after = 1; ; after += 7) {
      try (MockDirectoryWrapper disk =
          new MockDirectoryWrapper(new Random(after), new ByteBuffersDirectory())) {
        disk.setCheckIndexOnClose(false);
        disk.setAssertNoUnrefencedFilesOnClose(false);
        try (Directory source = FSDirectory.open(folder)) {
          for (String file : source.listAll()) {
            if (!file.startsWith("write") && !file.startsWith("nearfield")) {
              disk.copyFrom(source, file, file, IOContext.DEFAULT);
            }
          }
          disk.sync(Set.of(disk.listAll()));
        }
        if (!crashes(disk, after)) {
          assertTrue(crashes > 5, crashes + " crashes");
          return;
        }
        crashes++;
      }
    }
  }

  private boolean crashes(MockDirectoryWrapper disk, int after) throws IOException {
    Crash crash = new Crash(after);
    disk.failOn(crash);
    try {
      CollectionRewrite.rewrite(root, disk, VectorIndexing.of(VectorEncoding.TINY));
    } catch (IOException | RuntimeException e) {
      assertTrue(crash.struck, String.valueOf(e));
    }
    crash.over = true;
    disk.clearCrash();
    Manifest manifest = CollectionFolder.readManifest(root, disk);
    try (DirectoryReader reader = DirectoryReader.open(disk)) {
      assertEquals(301, 1 + reader.numDocs() / 2);
      for (var leaf : reader.leaves()) {
        assertEquals(manifest.indexing().encoding(), SegmentEncoding.of(leaf.reader()));
      }
    }
    return crash.struck;
  }

  /** What was not synced is lost, cut or garbled. */
  private static final class Crash extends MockDirectoryWrapper.Failure {
    private int left;
    private boolean struck;
    private boolean over;

    Crash(int after) {
      this.left = after;
      this.doFail = true;
    }

    @Override
    public void eval(MockDirectoryWrapper disk) throws IOException {
      if (!over && !struck && --left == 0) {
        struck = true;
        disk.crash();
      }
    }
  }

  private static void fill(Path folder, int documents) {
    Random random = new Random(documents);
    try (VectorStore store = VectorStore.open(folder, MODEL)) {
      for (int i = 0; i < documents; i++) {
        float[] vector = new float[MODEL.dimension()];
        for (int c = 0; c < vector.length; c++) {
          vector[c] = (float) random.nextGaussian();
        }
        store.add(SourceDocument.of("d" + documents + "-" + i, ""), Embedding.of(vector));
      }
    }
  }

  private static Manifest manifest(Path folder) {
    try (Snapshot snapshot = Snapshot.open(folder)) {
      return snapshot.manifest();
    }
  }

  private static void assertSoundAndOf(Path folder, VectorEncoding encoding) throws IOException {
    try (CollectionView view = CollectionView.open(folder, Clock.systemUTC())) {
      assertEquals(Set.of(encoding), view.encodings());
      assertFalse(view.searcher().getIndexReader().hasDeletions());
    }
    try (Directory directory = FSDirectory.open(folder);
        CheckIndex check = new CheckIndex(directory)) {
      check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
      assertTrue(check.checkIndex().clean);
    }
  }
}
