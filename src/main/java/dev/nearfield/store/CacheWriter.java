package dev.nearfield.store;

import dev.nearfield.model.Embedding;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/**
 * Writes the entries of a cache and keeps it within its size. Segments are merged with their
 * neighbours only, so that they stay in the order of their entries' age, and to an eighth of the
 * size at most; when the cache is full, the oldest segment is deleted whole.
 */
final class CacheWriter implements AutoCloseable {
  static final String KEY = "key";
  static final String VECTOR = "vector";
  private static final String ORDER = "order";

  private static final int SEGMENTS = 8;
  private static final double MEGABYTE = 1 << 20;

  private final Directory directory;
  private final long maxBytes;
  private final IndexWriter writer;
  private long next;

  private CacheWriter(Directory directory, long maxBytes, IndexWriter writer) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.writer = writer;
  }

  /** Opens or creates the index of a cache; a new one is committed with what it says of itself. */
  static CacheWriter open(Directory directory, Map<String, String> commitData, long maxBytes)
      throws IOException {
    boolean exists = DirectoryReader.indexExists(directory);
    var writer =
        new CacheWriter(directory, maxBytes, new IndexWriter(directory, configuration(maxBytes)));
    try {
      if (!exists) {
        writer.writer.setLiveCommitData(commitData.entrySet());
        writer.writer.commit();
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        writer.next = newest(reader) + 1;
      }
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.writer.rollback();
      throw e;
    }
  }

  private static IndexWriterConfig configuration(long maxBytes) {
    var neighbours = new LogByteSizeMergePolicy();
    neighbours.setMaxMergeMB(maxBytes / MEGABYTE / SEGMENTS);
    return new IndexWriterConfig()
        .setMergePolicy(neighbours)
        .setMergeScheduler(new SerialMergeScheduler());
  }

  /** Adds entries and commits; entries of the same keys are replaced. */
  void write(Map<BytesRef, Embedding> entries) throws IOException {
    for (Map.Entry<BytesRef, Embedding> entry : entries.entrySet()) {
      BytesRef key = entry.getKey();
      Document document = new Document();
      document.add(new StringField(KEY, key, Field.Store.NO));
      document.add(new BinaryDocValuesField(VECTOR, CacheEntry.value(key, entry.getValue())));
      document.add(new LongPoint(ORDER, next++));
      writer.updateDocument(new Term(KEY, key), document);
    }
    commit();
    while (bytes() > maxBytes && deleteOldest()) {
      commit();
    }
  }

  /** A commit merges, and keeps what it merged until the next one. */
  private void commit() throws IOException {
    do {
      writer.commit();
    } while (writer.hasUncommittedChanges());
  }

  private boolean deleteOldest() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      if (reader.leaves().isEmpty()) {
        return false;
      }
      long last = newest(reader.leaves().getFirst().reader());
      Query upToThat = LongPoint.newRangeQuery(ORDER, Long.MIN_VALUE, last);
      writer.deleteDocuments(upToThat);
      return true;
    }
  }

  /** The order number of the entry that was written last, or -1. */
  private static long newest(IndexReader reader) throws IOException {
    byte[] last = PointValues.getMaxPackedValue(reader, ORDER);
    return last == null ? -1 : LongPoint.decodeDimension(last, 0);
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      try {
        bytes += directory.fileLength(file);
      } catch (NoSuchFileException e) {
        continue; // deleted since it was listed
      }
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
