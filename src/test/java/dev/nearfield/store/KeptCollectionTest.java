package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.transfer.AllTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collection that an earlier version wrote is read and written on, and others are refused. With
 * {@code -Dkeep} the one of this version's format is written first.
 */
final class KeptCollectionTest {
  private static final int MOST_BYTES = 60_000;

  /** Where the version of Lucene's format stands in a segments file. */
  private static final int HEADER_VERSION = CodecUtil.headerLength("segments") - Integer.BYTES;

  @TempDir private Path root;
  private Path kept;

  @BeforeAll
  static void keep(@TempDir Path work) throws IOException {
    if (System.getProperty("keep") != null) {
      KeptCollection.write(work);
    }
  }

  @BeforeEach
  void unpack() throws IOException {
    kept = root.resolve("kept");
    KeptCollection.unpack(KeptCollection.zip(1), kept);
  }

  @Test
  void itHoldsWhatThisVersionWrites() throws IOException {
    assertTrue(Files.size(KeptCollection.zip(1)) < MOST_BYTES);
    Path fresh = root.resolve("fresh");
    AllTypes.make(fresh, root.resolve("files"));
    AllTypes.Content now = AllTypes.Content.of(fresh);
    AllTypes.Content then = AllTypes.Content.of(kept);
    assertEquals(now.documents(), then.documents());
    assertEquals(now.hashes(), then.hashes());
    assertEquals(now.hits(), then.hits());
    assertEquals(fileHashes(now), fileHashes(then));
    assertEquals(fields(fresh), fields(kept), "the fields on the index-format page");
    assertEquals(manifest(fresh), manifest(kept));
  }

  /** Of the rest of a record, where the files were is another place in each run. */
  private static Map<String, String> fileHashes(AllTypes.Content content) {
    return content.files().values().stream()
        .collect(Collectors.toMap(FileRecord::name, FileRecord::hash));
  }

  private static Map<String, String> fields(Path collection) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    try (CollectionView view = CollectionView.open(collection, AllTypes.OPTIONS.clock())) {
      view.searcher()
          .getIndexReader()
          .leaves()
          .forEach(
              leaf ->
                  leaf.reader()
                      .getFieldInfos()
                      .forEach(
                          field ->
                              fields.put(
                                  field.name,
                                  field.getIndexOptions()
                                      + " "
                                      + field.getDocValuesType()
                                      + " "
                                      + field.getPointDimensionCount()
                                      + " "
                                      + field.getVectorDimension()
                                      + " "
                                      + field
                                          .attributes()
                                          .get("PerFieldKnnVectorsFormat.format"))));
    }
    return fields;
  }

  private static Map<String, String> manifest(Path collection) throws IOException {
    try (Directory directory = FSDirectory.open(collection)) {
      return new TreeMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
    }
  }

  @Test
  void itIsOfSeveralSegmentsWithDeletions() throws IOException {
    try (Directory directory = FSDirectory.open(kept)) {
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      assertTrue(commit.size() > 2, commit.toString());
      assertTrue(commit.asList().stream().anyMatch(segment -> segment.getDelCount() > 0));
    }
  }

  @Test
  void itIsWrittenOn() {
    try (VectorStore store = VectorStore.open(kept, AllTypes.EMBEDDER, AllTypes.OPTIONS)) {
      IngestReport same = store.add(SourceDocument.of("copy-1", "The same words each time."));
      assertEquals(1, same.unchanged());
      store.add(SourceDocument.of("new", "Words of today."));
    }
    try (Snapshot snapshot = Snapshot.open(kept)) {
      assertEquals(10, snapshot.count());
      assertEquals(2, snapshot.getEmbedded("types").orElseThrow().chunks().size());
    }
  }

  @Test
  void aFormatOfTheFutureIsRefused() throws IOException {
    try (Directory directory = FSDirectory.open(kept);
        IndexWriter writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig()
                    .setCodec(new CollectionCodec(VectorIndexing.DEFAULT))
                    .setParentField(Fields.PARENT))) {
      Map<String, String> data =
          new HashMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
      data.put("nearfield.format", "99");
      writer.setLiveCommitData(data.entrySet());
    }
    assertRefused("format 99", "format 1", "nearfield export", "nearfield import");
  }

  @Test
  void aTooNewLuceneIsRefused() throws IOException {
    rewriteCommit(HEADER_VERSION, 0, 0, 0, 99);
    assertRefused("version 99", "Lucene 10", "nearfield export", "nearfield import");
  }

  @Test
  void aTooOldLuceneIsRefused() throws IOException {
    rewriteCommit(HEADER_VERSION, 0, 0, 0, 5);
    assertRefused("version 5", "Lucene 10", "nearfield export", "nearfield import");
  }

  private void assertRefused(String... parts) {
    for (NearfieldException e :
        Set.of(
            assertThrows(NotACollectionException.class, () -> Snapshot.open(kept)),
            assertThrows(
                NotACollectionException.class,
                () -> VectorStore.open(kept, AllTypes.EMBEDDER, AllTypes.OPTIONS)))) {
      for (String part : parts) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
      }
    }
  }

  /** Puts other bytes into the file of the commit, and a checksum that fits. */
  private void rewriteCommit(int position, int... bytes) throws IOException {
    try (Directory directory = FSDirectory.open(kept)) {
      String name = SegmentInfos.getLastCommitSegmentsFileName(directory);
      byte[] commit = Files.readAllBytes(kept.resolve(name));
      for (int i = 0; i < bytes.length; i++) {
        commit[position + i] = (byte) bytes[i];
      }
      Files.delete(kept.resolve(name));
      try (IndexOutput out = directory.createOutput(name, IOContext.DEFAULT)) {
        out.writeBytes(commit, commit.length - CodecUtil.footerLength());
        CodecUtil.writeFooter(out);
      }
    }
  }
}
