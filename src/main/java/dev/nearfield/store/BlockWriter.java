package dev.nearfield.store;

import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.SourceDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Turns a {@link Block} into Lucene documents: its chunks, then the document itself. */
final class BlockWriter {
  private final VectorSimilarity similarity;

  BlockWriter(VectorSimilarity similarity) {
    this.similarity = similarity;
  }

  /**
   * @param isCopy whether a hash of a vector is in the index already
   */
  List<Document> documents(Block block, Predicate<String> isCopy) {
    List<Document> documents = new ArrayList<>(block.chunks().size() + 1);
    Set<String> seen = new HashSet<>();
    for (EmbeddedChunk chunk : block.chunks()) {
      documents.add(chunk(block.document(), chunk, hash -> !seen.add(hash) || isCopy.test(hash)));
    }
    documents.add(document(block));
    return documents;
  }

  private Document chunk(SourceDocument source, EmbeddedChunk embedded, Predicate<String> isCopy) {
    Document document = member(source);
    Chunk chunk = embedded.chunk();
    document.add(new IntField(Fields.ORDINAL, chunk.ordinal(), Store.YES));
    document.add(new StoredField(Fields.START, chunk.start()));
    document.add(new StoredField(Fields.END, chunk.end()));
    if (embedded.place().heading() != null) {
      document.add(new StoredField(Fields.HEADING, embedded.place().heading()));
    }
    if (embedded.place().page() != null) {
      document.add(new StoredField(Fields.PAGE, embedded.place().page()));
    }
    if (source.title() != null) {
      document.add(new TextField(Fields.TITLE, source.title(), Store.NO));
      document.add(new TextField(Fields.TEXT, source.title(), Store.NO));
    }
    boolean part = !chunk.text().equals(source.text());
    document.add(new TextField(Fields.TEXT, chunk.text(), part ? Store.YES : Store.NO));
    addVector(document, source.id(), chunk, embedded.embedding().toArray(), isCopy);
    return document;
  }

  private void addVector(
      Document document, String id, Chunk chunk, float[] vector, Predicate<String> isCopy) {
    String hash = Copies.hash(vector);
    document.add(new StringField(Fields.VECTOR_HASH, hash, Store.NO));
    float[] indexed = vector;
    if (isCopy.test(hash)) {
      document.add(
          new BinaryDocValuesField(Fields.EXACT_VECTOR, new BytesRef(Copies.bytes(vector))));
      indexed = Copies.apart(vector, 31L * id.hashCode() + chunk.ordinal());
    }
    document.add(new KnnFloatVectorField(Fields.VECTOR, indexed, similarity.function()));
  }

  private static Document document(Block block) {
    SourceDocument source = block.document();
    Document document = member(source);
    store(document, Fields.ID, source.id());
    store(document, Fields.EXACT_TITLE, source.title());
    store(document, Fields.WHOLE_TEXT, source.text());
    store(document, Fields.SUMMARY, source.summary());
    store(document, Fields.SOURCE, source.source());
    store(document, Fields.CREATED, source.created());
    store(document, Fields.UPDATED, source.updated());
    store(document, Fields.EXPIRES, source.expires());
    store(document, Fields.HASH, block.hash());
    document.add(new IntField(Fields.WORDS, source.wordCount(), Store.YES));
    MetadataFields.addStored(document, source.metadata());
    return document;
  }

  private static void store(Document document, String field, @Nullable String value) {
    if (value != null) {
      document.add(new StoredField(field, value));
    }
  }

  private static void store(Document document, String field, @Nullable Instant time) {
    if (time != null) {
      document.add(new StoredField(field, MetadataFields.micros(time)));
    }
  }

  /** What every member of a block carries: the id, and what filters look at. */
  private static Document member(SourceDocument source) {
    Document document = new Document();
    document.add(new StringField(Fields.ID, source.id(), Store.NO));
    document.add(new SortedDocValuesField(Fields.ID, new BytesRef(source.id())));
    if (source.title() != null) {
      document.add(MetadataFields.keyword(Fields.EXACT_TITLE, source.title(), "title"));
    }
    if (source.source() != null) {
      document.add(MetadataFields.keyword(Fields.SOURCE, source.source(), "source"));
    }
    addTime(document, Fields.CREATED, source.created());
    addTime(document, Fields.UPDATED, source.updated());
    addTime(document, Fields.EXPIRES, source.expires());
    MetadataFields.addIndexed(document, source.metadata());
    return document;
  }

  private static void addTime(Document document, String field, @Nullable Instant time) {
    if (time != null) {
      document.add(new LongField(field, MetadataFields.micros(time), Store.NO));
    }
  }
}
