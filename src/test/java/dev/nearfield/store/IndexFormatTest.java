package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The format of the index-format page, seen with Lucene alone. */
final class IndexFormatTest {
  @TempDir private Path folder;

  @Test
  void aDocumentIsOneBlockAndTheManifestIsInTheCommit() throws IOException {
    try (VectorStore store = VectorStore.open(folder, ModelIdentity.external("given", 2))) {
      store.add(
          SourceDocument.of("d", "one two", Metadata.of("year", 2024)),
          List.of(chunk(0, 0, 3, "one", 1, 0), chunk(1, 4, 7, "two", 0, 1)));
    }
    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      assertEquals(3, searcher.count(new TermQuery(new Term("id", "d"))));
      assertEquals(1, searcher.count(new FieldExistsQuery("document")));
      assertEquals(2, searcher.count(new FieldExistsQuery("vector")));
      assertEquals(1, searcher.count(new TermQuery(new Term("text", "two"))));
      assertEquals("one two", reader.storedFields().document(2).get("text.whole"));
      assertEquals(3, searcher.count(new FieldExistsQuery("meta.long.year")));

      LeafReader segment = reader.leaves().getFirst().reader();
      assertEquals("Lucene104", codecName(directory));
      Map<String, String> vectors = segment.getFieldInfos().fieldInfo("vector").attributes();
      assertEquals("Lucene99HnswVectorsFormat", vectors.get("PerFieldKnnVectorsFormat.format"));

      Map<String, String> manifest = reader.getIndexCommit().getUserData();
      assertEquals("1", manifest.get("nearfield.format"));
      assertEquals("given", manifest.get("nearfield.model.name"));
      assertEquals("2", manifest.get("nearfield.model.dimension"));
    }
    assertClean();
  }

  private static String codecName(Directory directory) throws IOException {
    return SegmentInfos.readLatestCommit(directory).info(0).info.getCodec().getName();
  }

  @Test
  void theManifestIsThereFromTheCreationOn() throws IOException {
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(8));
        Directory directory = FSDirectory.open(folder)) {
      assertEquals(
          "1", SegmentInfos.readLatestCommit(directory).getUserData().get("nearfield.format"));
      assertEquals(0, store.count());
    }
    assertClean();
  }

  @Test
  void checkIndexIsCleanAfterReplacementsDeletionsAndMerges() throws IOException {
    Random random = new Random(7);
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(8))) {
      for (int i = 0; i < 500; i++) {
        String id = "d" + random.nextInt(80);
        if (random.nextInt(4) == 0) {
          store.delete(id);
        } else {
          store.add(SourceDocument.of(id, "text number " + random.nextInt(50)));
        }
        if (random.nextInt(50) == 0) {
          store.commit();
        }
      }
    }
    assertClean();
  }

  @ParameterizedTest
  @EnumSource(VectorEncoding.class)
  void wideVectorsAreReadCheckedAndMergedByStockLucene(VectorEncoding encoding) throws IOException {
    int dimension = 1_536;
    Random random = new Random(3);
    List<float[]> vectors = new ArrayList<>();
    StoreOptions options = StoreOptions.defaults().indexing(VectorIndexing.of(encoding));
    try (VectorStore store =
        VectorStore.open(folder, ModelIdentity.external("wide", dimension), options)) {
      for (int i = 0; i < 300; i++) {
        vectors.add(gaussian(random, dimension));
        store.add(SourceDocument.of("d" + i, ""), Embedding.of(vectors.get(i)));
        if (i == 150) {
          store.commit();
        }
      }
    }
    assertClean();
    assertEquals(Set.of(encoding), encodings());
    try (Directory directory = FSDirectory.open(folder)) {
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertVector(vectors.get(42), reader, nearest(reader, vectors.get(42)));
      }
      var stock = new IndexWriterConfig(new StandardAnalyzer()).setParentField("document");
      try (IndexWriter writer = new IndexWriter(directory, stock)) {
        writer.forceMerge(1);
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertVector(vectors.get(42), reader, nearest(reader, vectors.get(42)));
      }
    }
    assertClean();
    assertEquals(Set.of(VectorEncoding.FULL), encodings(), "stock Lucene merges to its default");
    try (VectorStore store = VectorStore.open(folder, ModelIdentity.external("wide", dimension))) {
      assertEquals(encoding, store.manifest().indexing().encoding());
      Embedding question = Embedding.of(vectors.get(7));
      assertEquals("d7", store.search(SearchRequest.vector(question)).first().documentId());
    }
  }

  private static int nearest(DirectoryReader reader, float[] vector) throws IOException {
    var nearest = new KnnFloatVectorQuery("vector", vector, 10);
    return new IndexSearcher(reader).search(nearest, 1).scoreDocs[0].doc;
  }

  private static void assertVector(float[] expected, DirectoryReader reader, int doc)
      throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
    var values = leaf.reader().getFloatVectorValues("vector");
    var iterator = values.iterator();
    assertEquals(doc - leaf.docBase, iterator.advance(doc - leaf.docBase));
    assertArrayEquals(expected, values.vectorValue(iterator.index()));
  }

  private Set<VectorEncoding> encodings() throws IOException {
    try (CollectionView view = CollectionView.open(folder, Clock.systemUTC())) {
      return view.encodings();
    }
  }

  private static float[] gaussian(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private void assertClean() throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        CheckIndex check = new CheckIndex(directory)) {
      check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
      assertTrue(check.checkIndex().clean);
    }
  }

  private static EmbeddedChunk chunk(int ordinal, int start, int end, String text, float... v) {
    return new EmbeddedChunk(new Chunk(ordinal, start, end, text), Embedding.of(v));
  }
}
