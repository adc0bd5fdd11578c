package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.RealVectors;
import dev.nearfield.model.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lucene's scalar encodings beside each other, with nothing of the store: what compact and tiny
 * were chosen by. Prints recall@10 and the speed of one thread where the graph is asked for so
 * many, and the ten nearest of them by the vectors themselves are taken. A longer run.
 */
@Tag("long")
final class BitsTest {
  private static final int SENTENCES = Integer.getInteger("sentences", 40_000);
  private static final int K = 10;
  private static final int ROUNDS = 5;
  private static final int[] ASKED = {10, 20, 30, 50, 100, 200, 400};
  private static final int DEEP = 100;
  private static final int[] ASKED_DEEP = {100, 150, 200, 300};

  @TempDir private Path work;

  @Test
  void eachEncodingFindsTheNearest() throws IOException {
    RealVectors vectors = RealVectors.sentences(SENTENCES, work);
    List<List<Integer>> exact =
        vectors.questions().stream().map(q -> nearest(q, vectors.embeddings())).toList();
    Map<String, DirectoryReader> readers = new LinkedHashMap<>();
    readers.put("FLOAT", index("float", new Lucene99HnswVectorsFormat(16, 100), vectors));
    for (ScalarEncoding encoding : ScalarEncoding.values()) {
      KnnVectorsFormat format = new Lucene104HnswScalarQuantizedVectorsFormat(encoding, 16, 100);
      readers.put(encoding.name(), index(encoding.name(), format, vectors));
    }
    for (int asked : ASKED) {
      for (Map.Entry<String, double[]> line : measure(readers, vectors, exact, asked).entrySet()) {
        double[] times = Arrays.copyOfRange(line.getValue(), 1, 1 + ROUNDS);
        Arrays.sort(times);
        System.out.printf(
            Locale.ROOT,
            "%-24s asked %3d: recall@10 %.4f, %.0f queries/s%n",
            line.getKey(),
            asked,
            line.getValue()[0],
            vectors.questions().size() / times[ROUNDS / 2]);
        assertTrue(asked < 200 || line.getValue()[0] >= 0.95, line.getKey());
      }
    }
    for (Map.Entry<String, DirectoryReader> reader : readers.entrySet()) {
      for (int asked : ASKED_DEEP) {
        System.out.printf(
            Locale.ROOT,
            "%-24s asked %3d: recall@100 %.4f%n",
            reader.getKey(),
            asked,
            recall(reader.getValue(), vectors.questions(), exact, DEEP, asked));
      }
      reader.getValue().close();
    }
  }

  /** Recall, then seconds a round; the encodings take turns. */
  private static Map<String, double[]> measure(
      Map<String, DirectoryReader> readers,
      RealVectors vectors,
      List<List<Integer>> exact,
      int asked)
      throws IOException {
    Map<String, double[]> measured = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (Map.Entry<String, DirectoryReader> reader : readers.entrySet()) {
        double[] line = measured.computeIfAbsent(reader.getKey(), k -> new double[1 + ROUNDS]);
        long begun = System.nanoTime();
        line[0] = recall(reader.getValue(), vectors.questions(), exact, K, asked);
        line[round] = (System.nanoTime() - begun) / 1e9;
      }
    }
    return measured;
  }

  private static double recall(
      DirectoryReader reader,
      List<Embedding> questions,
      List<List<Integer>> exact,
      int k,
      int asked)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    long found = 0;
    for (int q = 0; q < questions.size(); q++) {
      float[] question = questions.get(q).toArray();
      Query graph = new KnnFloatVectorQuery("v", question, asked);
      Query ranked = RescoreTopNQuery.createFullPrecisionRescorerQuery(graph, question, "v", k);
      Set<Integer> nearest = new HashSet<>(exact.get(q).subList(0, k));
      for (ScoreDoc hit : searcher.search(ranked, k).scoreDocs) {
        found += nearest.contains(hit.doc) ? 1 : 0;
      }
    }
    return found / (double) (k * questions.size());
  }

  private DirectoryReader index(String name, KnnVectorsFormat format, RealVectors vectors)
      throws IOException {
    Directory directory = FSDirectory.open(work.resolve(name));
    IndexWriterConfig configuration =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(512)
            .setCodec(
                new Lucene104Codec() {
                  @Override
                  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                    return format;
                  }
                });
    long begun = System.nanoTime();
    try (IndexWriter writer = new IndexWriter(directory, configuration)) {
      for (Embedding embedding : vectors.embeddings()) {
        Document document = new Document();
        document.add(
            new KnnFloatVectorField(
                "v", embedding.toArray(), VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    DirectoryReader reader = DirectoryReader.open(directory);
    System.out.printf(
        Locale.ROOT,
        "%-24s built in %.1f s, %,d bytes compared%n",
        name,
        (System.nanoTime() - begun) / 1e9,
        Footprint.of(reader).offHeapBytes());
    return reader;
  }

  private static List<Integer> nearest(Embedding question, List<Embedding> embeddings) {
    double[] cosines = embeddings.stream().mapToDouble(question::cosine).toArray();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < cosines.length; i++) {
      order.add(i);
    }
    order.sort((one, other) -> Double.compare(cosines[other], cosines[one]));
    return List.copyOf(order.subList(0, DEEP));
  }
}
