package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.Verifier;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Finding.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every check of a verification is seen to fail: a collection of three documents, of which the
 * second is written as no store writes it, through a plain IndexWriter.
 */
final class PlantedFaultsTest {
  private static final int DIMENSION = 8;
  private static final String TEXT = "One day. Two days.";

  @TempDir private Path folder;

  /**
   * @param name what is planted
   * @param plant changes a block as it should be: two chunks, then the document
   * @param kind of the finding
   * @param says a part of its message
   */
  private record Fault(String name, Plant plant, Kind kind, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  @FunctionalInterface
  private interface Plant {
    void into(List<Document> block);
  }

  private static Fault fault(String name, Kind kind, String says, Plant plant) {
    return new Fault(name, plant, kind, says);
  }

  static Stream<Fault> faults() {
    return Stream.of(
        fault(
            "a chunk of another document",
            Kind.BLOCK,
            "document 'stranger', field 'id': chunk 1 is an orphan: it stands in the block of"
                + " document 'b'",
            block -> identify(block.get(1), "stranger", "stranger")),
        fault(
            "a chunk without id",
            Kind.BLOCK,
            "it stands in the block of document 'b'",
            block -> block.get(0).removeFields(Fields.ID)),
        fault(
            "a document without id",
            Kind.BLOCK,
            "has no id",
            block -> block.get(2).removeFields(Fields.ID)),
        fault(
            "no document at the end",
            Kind.BLOCK,
            "document 'b', field 'chunk': the document itself is numbered as a chunk",
            block -> block.remove(2)),
        fault(
            "a chunk that no id finds",
            Kind.BLOCK,
            "chunk 1 is not indexed under the document's id",
            block -> identify(block.get(1), "elsewhere", "b")),
        fault(
            "a document that no id finds",
            Kind.BLOCK,
            "the document is not indexed under its id",
            block -> {
              identify(block.get(2), "elsewhere", "b");
              block.get(2).add(new StoredField(Fields.ID, "b"));
            }),
        fault(
            "an entry that two ids find",
            Kind.CONTENT,
            "field 'id': 4 entries are found by an id, and 3 have one",
            block -> block.get(1).add(new StringField(Fields.ID, "c", Store.NO))),
        fault(
            "another stored id",
            Kind.BLOCK,
            "its stored id is 'other'",
            block -> {
              identify(block.get(2), "b", "b");
              block.get(2).add(new StoredField(Fields.ID, "other"));
            }),
        fault(
            "a number twice",
            Kind.BLOCK,
            "field 'chunk': chunk 1 has the number 0",
            block -> replace(block.get(1), new IntField(Fields.ORDINAL, 0, Store.YES))),
        fault(
            "a number too many",
            Kind.BLOCK,
            "field 'chunk': chunk 0 has the number 1",
            block -> block.remove(0)),
        fault(
            "no number",
            Kind.BLOCK,
            "field 'chunk': chunk 0 has no number",
            block -> block.get(0).removeFields(Fields.ORDINAL)),
        fault(
            "no vector",
            Kind.BLOCK,
            "field 'vector': the vector of chunk 0 is missing",
            block -> block.get(0).removeFields(Fields.VECTOR)),
        fault(
            "a vector of the document",
            Kind.BLOCK,
            "the document itself has a vector",
            block -> block.get(2).add(vector(unit(3)))),
        fault(
            "a vector of another length",
            Kind.BLOCK,
            "the vector of chunk 1 has length 2.0, and the model's vectors have length 1",
            block -> replace(block.get(1), vector(scaled(unit(3), 2)))),
        fault(
            "not a number in a vector",
            Kind.BLOCK,
            "the vector of chunk 1 has NaN as component 5",
            block -> {
              float[] components = unit(3);
              replace(block.get(1), vector(components));
              components[5] = Float.NaN;
            }),
        fault(
            "not a number in a vector, as Lucene sees it",
            Kind.SEGMENT,
            "Lucene's CheckIndex says: ",
            block -> {
              float[] components = unit(3);
              replace(block.get(1), vector(components));
              components[5] = Float.NaN;
            }),
        fault(
            "another vector than was hashed",
            Kind.BLOCK,
            "the vector of chunk 1 is not what its hash in 'vector.hash' was taken of",
            block -> replace(block.get(1), vector(unit(3)))),
        fault(
            "a short copy",
            Kind.BLOCK,
            "has a copy of 4 bytes in 'vector.exact'",
            block -> block.get(1).add(copy(new float[1]))),
        fault(
            "not a number in a copy",
            Kind.BLOCK,
            "has a copy in 'vector.exact' that has NaN as component 2",
            block -> {
              float[] components = unit(3);
              components[2] = Float.NaN;
              block.get(1).add(copy(components));
            }),
        fault(
            "a copy of another vector",
            Kind.BLOCK,
            "is too far from its copy in 'vector.exact'",
            block -> block.get(1).add(copy(unit(3)))),
        fault(
            "metadata of an unknown type",
            Kind.BLOCK,
            "cannot be read: Entry",
            block -> block.get(2).add(new StoredField("meta.colour.sky", "blue"))),
        fault(
            "no text",
            Kind.BLOCK,
            "document 'b': cannot be read",
            block -> block.get(2).removeFields(Fields.WHOLE_TEXT)),
        fault(
            "another hash",
            Kind.CONTENT,
            "document 'b', field 'hash': title, text, chunks and model are not what the hash",
            block -> replace(block.get(2), new StoredField(Fields.HASH, "0123"))),
        fault(
            "another text",
            Kind.CONTENT,
            "field 'text': chunk 0 is not the text from 0 to 8",
            block ->
                replace(block.get(2), new StoredField(Fields.WHOLE_TEXT, "Own day. Two days."))),
        fault(
            "a chunk beyond the text",
            Kind.CONTENT,
            "field 'chunk.end': chunk 1 ends at 99, and the text at 18",
            block -> replace(block.get(1), new StoredField(Fields.END, 99))),
        fault(
            "another number of words",
            Kind.CONTENT,
            "field 'words': says 7, and the text has 4",
            block -> replace(block.get(2), new IntField(Fields.WORDS, 7, Store.YES))),
        fault(
            "a chunk that filters see otherwise",
            Kind.CONTENT,
            "field 'year': filters see [1999] and stored is [2024]",
            block -> replace(block.get(1), new LongField("meta.long.year", 1999, Store.NO))),
        fault(
            "a document that filters see otherwise",
            Kind.CONTENT,
            "field '$source': filters see [there] and stored is [here]",
            block -> {
              replace(block.get(2), new KeywordField(Fields.SOURCE, "there", Store.NO));
              block.get(2).add(new StoredField(Fields.SOURCE, "here"));
            }));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultIsFoundAndRepairedByDocument(Fault fault) throws IOException {
    create("a", "c");
    List<Document> block = block("b");
    fault.plant.into(block);
    write(writer -> writer.addDocuments(block));
    String segment = lastSegment();

    Verification verification = Verifier.verify(folder);
    List<String> messages = verification.findings().stream().map(Finding::message).toList();
    Finding finding =
        verification.findings().stream()
            .filter(each -> each.message().contains(fault.says))
            .findFirst()
            .orElseThrow(() -> new AssertionError(messages));
    assertEquals(fault.kind, finding.kind());
    assertEquals(segment, finding.segment());

    List<String> lost = new ArrayList<>();
    if (verification.findings().stream().noneMatch(each -> each.kind() == Kind.BLOCK)) {
      assertThrows(InvalidInputException.class, () -> CollectionRepair.repair(folder, lost::add));
      mend("b");
    } else {
      RepairReport report = CollectionRepair.repair(folder, lost::add);
      assertEquals(lost.size(), report.lost());
    }
    Verification again = Verifier.verify(folder);
    if (!again.sound()) { // a document that lost a chunk can be read still, and is told so
      again.findings().forEach(left -> assertEquals(Kind.CONTENT, left.kind(), left.message()));
      mend("b");
      again = Verifier.verify(folder);
    }
    assertEquals(List.of(), again.findings());
    try (var view = CollectionView.open(folder, Clock.systemUTC())) {
      assertTrue(view.find("a").isPresent() && view.find("c").isPresent());
    }
  }

  @Test
  void aSoundCollectionHasNoFindingAndIsNotRepaired() throws IOException {
    create("a", "c");
    List<Document> block = block("b");
    write(writer -> writer.addDocuments(block));
    Verification verification = Verifier.verify(folder);
    assertEquals(List.of(), verification.findings());
    assertEquals(3, verification.extent().documents());
    assertEquals(6, verification.extent().chunks());
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> CollectionRepair.repair(folder, id -> {}));
    assertTrue(refused.getMessage().startsWith("There is nothing to repair"));
  }

  @Test
  void aRecordOfAFileIsNoDocument() throws IOException {
    create("a");
    write(
        writer -> {
          Instant now = Instant.now();
          FileRecord record = new FileRecord("a.txt", "/a.txt", 1, now, "0123", 1, "text", now);
          return writer.addDocument(FileRecords.document(record));
        });
    assertEquals(List.of(), Verifier.verify(folder).findings());
  }

  @Test
  void chunksWhoseDocumentIsDeletedAreOrphans() throws IOException {
    create("a", "b", "c");
    write(
        writer ->
            writer.deleteDocuments(
                new BooleanQuery.Builder()
                    .add(new TermQuery(new Term(Fields.ID, "b")), Occur.MUST)
                    .add(new FieldExistsQuery(Fields.PARENT), Occur.MUST)
                    .build()));
    List<Finding> findings = Verifier.verify(folder).findings();
    assertEquals(2, findings.size(), findings.toString());
    assertTrue(findings.getFirst().message().contains("its document was deleted"));

    write(
        writer -> {
          writer.forceMerge(1);
          return 0;
        });
    findings = Verifier.verify(folder).findings();
    assertEquals(2, findings.size(), findings.toString());
    assertTrue(
        findings.getFirst().message().contains("it stands in the block of document 'c'"),
        findings.toString());

    List<String> lost = new ArrayList<>();
    RepairReport report = CollectionRepair.repair(folder, lost::add);
    assertEquals(List.of("b"), lost);
    assertEquals(2, report.orphans());
    assertEquals(0, report.documents());
    assertEquals(2, report.kept());
    assertEquals(List.of(), Verifier.verify(folder).findings());
    try (var view = CollectionView.open(folder, Clock.systemUTC())) {
      int c = view.find("c").orElseThrow();
      assertEquals(2, view.blocks().block(c).chunks().size());
    }
  }

  @Test
  void aDocumentThatIsThereTwiceIsFound() throws IOException {
    create("a");
    List<Document> block = block("a");
    write(writer -> writer.addDocuments(block));
    List<Finding> findings = Verifier.verify(folder).findings();
    assertEquals(2, findings.size(), findings.toString());
    assertTrue(findings.getFirst().message().contains("is there more than once"));
  }

  @Test
  void aManifestThatCannotBeReadIsFound() throws IOException {
    create("a");
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, configuration())) {
      writer.setLiveCommitData(Map.of("nearfield.format", "1").entrySet());
      writer.commit();
    }
    Verification verification = Verifier.verify(folder);
    assertEquals(Kind.COMMIT, verification.findings().getFirst().kind());
    assertTrue(verification.findings().getFirst().message().contains("lacks 'nearfield."));
  }

  private void create(String... ids) {
    fill(folder, ids);
  }

  private static void fill(Path folder, String... ids) {
    try (VectorStore store = open(folder)) {
      for (String id : ids) {
        store.add(document(id));
      }
    }
  }

  private static VectorStore open(Path folder) {
    return VectorStore.open(
        folder,
        new HashingEmbedder(DIMENSION),
        StoreOptions.defaults().chunker(Chunkers.sentences(2, 0)));
  }

  /** Deletes what can be told by ids, and adds it again. */
  private void mend(String id) {
    try (VectorStore store = open(folder)) {
      store.delete(id);
      store.delete("c");
      store.add(document(id));
      store.add(document("c"));
    }
  }

  private static SourceDocument document(String id) {
    return new SourceDocument(
        id, id, TEXT, null, "here", null, null, null, Metadata.of("year", 2024));
  }

  /** The block that a store writes of a document. */
  private List<Document> block(String id) {
    Path other = folder.resolveSibling(folder.getFileName() + "-" + id);
    fill(other, id);
    try (CollectionView view = CollectionView.open(other, Clock.systemUTC())) {
      Block block = view.blocks().block(view.find(id).orElseThrow());
      return new BlockWriter(VectorSimilarity.DOT_PRODUCT).documents(block, hash -> false);
    }
  }

  /** Work of a plain IndexWriter. */
  @FunctionalInterface
  private interface Writing {
    long on(IndexWriter writer) throws IOException;
  }

  private void write(Writing writing) throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, configuration())) {
      writing.on(writer);
    }
  }

  private static IndexWriterConfig configuration() {
    return new IndexWriterConfig().setParentField(Fields.PARENT);
  }

  private String lastSegment() throws IOException {
    try (Directory directory = FSDirectory.open(folder)) {
      return SegmentInfos.readLatestCommit(directory).asList().getLast().info.name;
    }
  }

  private static void replace(Document member, IndexableField field) {
    member.removeFields(field.name());
    member.add(field);
  }

  private static void identify(Document member, String term, String column) {
    member.removeFields(Fields.ID);
    member.add(new StringField(Fields.ID, term, Store.NO));
    member.add(new SortedDocValuesField(Fields.ID, new BytesRef(column)));
  }

  private static KnnFloatVectorField vector(float[] components) {
    return new KnnFloatVectorField(Fields.VECTOR, components, VectorSimilarityFunction.DOT_PRODUCT);
  }

  private static BinaryDocValuesField copy(float[] components) {
    return new BinaryDocValuesField(Fields.EXACT_VECTOR, new BytesRef(Copies.bytes(components)));
  }

  private static float[] unit(int component) {
    float[] components = new float[DIMENSION];
    components[component] = 1;
    return components;
  }

  private static float[] scaled(float[] vector, float by) {
    float[] scaled = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      scaled[i] = by * vector[i];
    }
    return scaled;
  }
}
