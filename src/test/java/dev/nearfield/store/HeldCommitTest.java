package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that a writer replaces while its files are opened. */
final class HeldCommitTest {
  @TempDir private Path folder;

  @Test
  void theNextCommitIsTaken() throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      commit(writer);
      Losing losing = new Losing(directory, () -> commit(writer));
      try (HeldCommit held = HeldCommit.last(losing)) {
        assertEquals("segments_2", held.commit().getSegmentsFileName());
        assertEquals(SegmentInfos.readLatestCommit(directory).files(true), held.files().keySet());
      }
      assertEquals(1, losing.lost);
    }
  }

  @Test
  void aFileThatIsLostIsToldAtOnce() throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      commit(writer);
      Losing losing = new Losing(directory, () -> {});
      assertThrows(NoSuchFileException.class, () -> HeldCommit.last(losing));
      assertEquals(1, losing.lost);
    }
  }

  private static void commit(IndexWriter writer) throws IOException {
    writer.addDocument(new Document());
    writer.commit();
  }

  private interface Meanwhile {
    void run() throws IOException;
  }

  /** Has lost a file of the first segment, and something happens when that is seen. */
  private static final class Losing extends FilterDirectory {
    private final Meanwhile meanwhile;
    private int lost;

    Losing(Directory in, Meanwhile meanwhile) {
      super(in);
      this.meanwhile = meanwhile;
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
      if (lost == 0 && name.equals("_0.cfs")) {
        lost++;
        meanwhile.run();
        throw new NoSuchFileException(name);
      }
      return super.openInput(name, context);
    }
  }
}
