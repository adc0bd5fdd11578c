package dev.nearfield.store;

import dev.nearfield.filter.Key;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.DocumentSummary;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.Place;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks back as they were given. Of one view, for one thread.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="lucene"}
 */
public final class BlockReader {
  private final IndexReader reader;
  private final Parents parents;
  private @Nullable StoredFields storedFields;

  BlockReader(CollectionView view, Parents parents) {
    this.reader = view.searcher().getIndexReader();
    this.parents = parents;
  }

  /** A whole document, by Lucene's number of it. */
  public SourceDocument document(int doc) {
    try {
      return sourceDocument(stored(doc));
    } catch (RuntimeException e) {
      throw unreadable(doc, e);
    }
  }

  private static SourceDocument sourceDocument(Document stored) {
    return new SourceDocument(
        required(stored, Fields.ID),
        stored.get(Fields.EXACT_TITLE),
        required(stored, Fields.WHOLE_TEXT),
        stored.get(Fields.SUMMARY),
        stored.get(Fields.SOURCE),
        time(stored, Fields.CREATED),
        time(stored, Fields.UPDATED),
        time(stored, Fields.EXPIRES),
        MetadataFields.read(stored));
  }

  /** A document without its text, by Lucene's number of it; reads neither text nor summary. */
  public DocumentSummary summary(int doc) {
    Document stored = stored(doc, Set.of(Fields.WHOLE_TEXT, Fields.SUMMARY));
    return new DocumentSummary(
        stored.get(Fields.ID),
        stored.get(Fields.EXACT_TITLE),
        stored.get(Fields.SOURCE),
        time(stored, Fields.CREATED),
        time(stored, Fields.UPDATED),
        time(stored, Fields.EXPIRES),
        number(stored, Fields.WORDS),
        doc - firstMember(doc),
        MetadataFields.read(stored));
  }

  private static String required(Document stored, String field) {
    return Objects.requireNonNull(stored.get(field), "it has no field '" + field + "'");
  }

  private static @Nullable Instant time(Document stored, String field) {
    IndexableField value = stored.getField(field);
    return value == null ? null : MetadataFields.instant(value.numericValue().longValue());
  }

  /** A whole block, by Lucene's number of its document. */
  public Block block(int doc) {
    try {
      return readBlock(doc);
    } catch (RuntimeException e) {
      throw unreadable(doc, e);
    }
  }

  private Block readBlock(int doc) {
    Document stored = stored(doc);
    SourceDocument document = sourceDocument(stored);
    List<EmbeddedChunk> chunks = new ArrayList<>();
    Bits live = liveMembers(doc);
    for (int member = firstMember(doc); member < doc; member++) {
      if (live != null && !live.get(member - leaf(doc).docBase)) {
        continue; // an orphan that a repair removed
      }
      Document chunk = stored(member);
      chunks.add(new EmbeddedChunk(chunk(chunk, document.text()), place(chunk), embedding(member)));
    }
    return new Block(document, chunks, required(stored, Fields.HASH));
  }

  private @Nullable Bits liveMembers(int doc) {
    return leaf(doc).reader().getLiveDocs();
  }

  private int firstMember(int doc) {
    try {
      LeafReaderContext leaf = leaf(doc);
      int local = doc - leaf.docBase;
      return local == 0 ? doc : leaf.docBase + parentsOf(leaf).prevSetBit(local - 1) + 1;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(doc, e);
    }
  }

  /** A chunk with its document, by Lucene's number of the chunk. */
  public FoundChunk chunk(int doc) {
    try {
      return readChunk(doc);
    } catch (RuntimeException e) {
      throw unreadable(doc, e);
    }
  }

  private FoundChunk readChunk(int doc) {
    Document chunk = stored(doc);
    boolean hasText = chunk.getField(Fields.TEXT) != null;
    Document document =
        stored(
            parentOf(doc),
            hasText ? Set.of(Fields.WHOLE_TEXT, Fields.SUMMARY) : Set.of(Fields.SUMMARY));
    return new FoundChunk(
        document.get(Fields.ID),
        chunk(chunk, document.get(Fields.WHOLE_TEXT)),
        place(chunk),
        document.get(Fields.EXACT_TITLE),
        document.get(Fields.SOURCE),
        MetadataFields.read(document));
  }

  /** The values that a key has for a document or chunk, least first, without reading its text. */
  public List<MetadataValue> values(int doc, Key key) {
    try {
      LeafReaderContext leaf = leaf(doc);
      return new KeyValues(leaf.reader(), key).of(doc - leaf.docBase);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(doc, e);
    }
  }

  /** A chunk and those around it in its document, in order. */
  public List<Chunk> neighbours(int doc, int each) {
    int parent = parentOf(doc);
    String text = wholeText(doc);
    int first = Math.max(firstMember(parent), doc - each);
    List<Chunk> chunks = new ArrayList<>();
    for (int member = first; member <= Math.min(parent - 1, doc + each); member++) {
      chunks.add(chunk(stored(member), text));
    }
    return chunks;
  }

  /** The whole text of a chunk's document. */
  public String wholeText(int doc) {
    return stored(parentOf(doc)).get(Fields.WHOLE_TEXT);
  }

  /** A chunk's document and place, by Lucene's number of the chunk; reads no text. */
  public RankedChunk ranked(int doc, double score) {
    try {
      LeafReaderContext leaf = leaf(doc);
      int local = doc - leaf.docBase;
      SortedDocValues ids = DocValues.getSorted(leaf.reader(), Fields.ID);
      SortedNumericDocValues ordinals = DocValues.getSortedNumeric(leaf.reader(), Fields.ORDINAL);
      if (!ids.advanceExact(local) || !ordinals.advanceExact(local)) {
        throw new StorageException(
            "Entry " + doc + " of the collection is no chunk. Verify the collection.");
      }
      String id = ids.lookupOrd(ids.ordValue()).utf8ToString();
      return new RankedChunk(id, (int) ordinals.nextValue(), score);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(doc, e);
    }
  }

  private static Chunk chunk(Document stored, String wholeText) {
    String part = stored.get(Fields.TEXT);
    return new Chunk(
        number(stored, Fields.ORDINAL),
        number(stored, Fields.START),
        number(stored, Fields.END),
        part == null ? wholeText : part);
  }

  private static Place place(Document stored) {
    IndexableField page = stored.getField(Fields.PAGE);
    return new Place(
        stored.get(Fields.HEADING), page == null ? null : page.numericValue().intValue());
  }

  private static int number(Document stored, String field) {
    return stored.getField(field).numericValue().intValue();
  }

  private int parentOf(int doc) {
    try {
      LeafReaderContext leaf = leaf(doc);
      return leaf.docBase + parentsOf(leaf).nextSetBit(doc - leaf.docBase);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(doc, e);
    }
  }

  private BitSet parentsOf(LeafReaderContext leaf) throws IOException {
    BitSet bits = parents.of(leaf);
    if (bits == null) {
      throw new StorageException(
          "A segment of the collection holds chunks and no document. Verify the collection.");
    }
    return bits;
  }

  /** The embedding of a chunk as it was given, by Lucene's number of the chunk. */
  public Embedding embedding(int doc) {
    try {
      LeafReaderContext leaf = leaf(doc);
      int local = doc - leaf.docBase;
      BinaryDocValues exact = leaf.reader().getBinaryDocValues(Fields.EXACT_VECTOR);
      if (exact != null && exact.advanceExact(local)) {
        BytesRef bytes = exact.binaryValue();
        return Embedding.of(Copies.vector(bytes.bytes, bytes.offset, bytes.length));
      }
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
      KnnVectorValues.DocIndexIterator iterator = vectors.iterator();
      if (iterator.advance(local) != local) {
        throw new IllegalStateException("chunk " + doc + " has no vector");
      }
      return Embedding.of(vectors.vectorValue(iterator.index()));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(doc, e);
    }
  }

  /** Those chunks whose vector in the graph is not the embedding itself, but a little beside it. */
  public Set<Integer> copies(IntStream docs) {
    List<LeafReaderContext> leaves = reader.leaves();
    boolean none =
        leaves.stream()
            .allMatch(leaf -> leaf.reader().getFieldInfos().fieldInfo(Fields.EXACT_VECTOR) == null);
    if (none) {
      return Set.of();
    }
    Set<Integer> copies = new HashSet<>();
    int[] sorted = docs.sorted().toArray();
    int next = 0;
    for (LeafReaderContext leaf : leaves) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      try {
        BinaryDocValues exact = DocValues.getBinary(leaf.reader(), Fields.EXACT_VECTOR);
        for (; next < sorted.length && sorted[next] < end; next++) {
          if (exact.advanceExact(sorted[next] - leaf.docBase)) {
            copies.add(sorted[next]);
          }
        }
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        throw unreadable(sorted[next], e);
      }
    }
    return copies;
  }

  private LeafReaderContext leaf(int doc) {
    return reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
  }

  /** One reader for all that is read: what it has unpacked often holds the next entry, too. */
  private StoredFields storedFields() throws IOException {
    if (storedFields == null) {
      storedFields = reader.storedFields();
    }
    return storedFields;
  }

  private Document stored(int doc) {
    try {
      return storedFields().document(doc);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(doc, e);
    }
  }

  private Document stored(int doc, Set<String> without) {
    DocumentStoredFieldVisitor visitor =
        new DocumentStoredFieldVisitor() {
          @Override
          public Status needsField(FieldInfo field) {
            return without.contains(field.name) ? Status.NO : Status.YES;
          }
        };
    try {
      storedFields().document(doc, visitor);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(doc, e);
    }
    return visitor.getDocument();
  }

  private RuntimeException unreadable(int doc, Throwable e) {
    Throwable failure = // what is stored was valid when it was given
        e instanceof InvalidInputException ? new IllegalStateException(e.getMessage(), e) : e;
    return Damage.reading("Entry " + doc + " of the collection cannot be read", reader, failure);
  }
}
