package dev.nearfield.store;

import dev.nearfield.model.Embedding;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The entries of a cache as one commit has them. */
final class CacheReader implements AutoCloseable {
  private final @Nullable DirectoryReader reader;
  private final int dimension;

  private CacheReader(@Nullable DirectoryReader reader, int dimension) {
    this.reader = reader;
    this.dimension = dimension;
  }

  /** Reads the last commit; where there is none yet, there are no entries. */
  static CacheReader open(Directory directory, int dimension) throws IOException {
    return new CacheReader(
        DirectoryReader.indexExists(directory) ? DirectoryReader.open(directory) : null, dimension);
  }

  int count() {
    return reader == null ? 0 : reader.numDocs();
  }

  /** Moves each key that has an entry from those that are wanted to those that are found. */
  void find(NavigableSet<BytesRef> wanted, Map<BytesRef, Embedding> found) throws IOException {
    if (reader == null) {
      return;
    }
    List<LeafReaderContext> newestFirst = reader.leaves().reversed();
    for (LeafReaderContext segment : newestFirst) {
      if (!wanted.isEmpty()) {
        find(segment.reader(), wanted, found);
      }
    }
  }

  private void find(
      LeafReader segment, NavigableSet<BytesRef> wanted, Map<BytesRef, Embedding> found)
      throws IOException {
    Map<Integer, BytesRef> documents = documents(segment, wanted);
    if (documents.isEmpty()) {
      return;
    }
    BinaryDocValues values = segment.getBinaryDocValues(CacheWriter.VECTOR);
    for (Map.Entry<Integer, BytesRef> entry : documents.entrySet()) {
      BytesRef key = entry.getValue();
      if (values == null || !values.advanceExact(entry.getKey())) {
        throw new CorruptIndexException("a key has no embedding", key.toString());
      }
      found.put(key, CacheEntry.embedding(key, values.binaryValue(), dimension));
      wanted.remove(key);
    }
  }

  /** The keys in the order of their documents, in which values are read. */
  private static Map<Integer, BytesRef> documents(LeafReader segment, NavigableSet<BytesRef> wanted)
      throws IOException {
    Map<Integer, BytesRef> documents = new TreeMap<>();
    Terms keys = segment.terms(CacheWriter.KEY);
    if (keys == null) {
      return documents;
    }
    Bits live = segment.getLiveDocs();
    TermsEnum terms = keys.iterator();
    PostingsEnum postings = null;
    for (BytesRef key : wanted) {
      if (terms.seekExact(key)) {
        postings = terms.postings(postings, PostingsEnum.NONE);
        int document = postings.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(document)) {
          document = postings.nextDoc();
        }
        if (document != DocIdSetIterator.NO_MORE_DOCS) {
          documents.put(document, key);
        }
      }
    }
    return documents;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
