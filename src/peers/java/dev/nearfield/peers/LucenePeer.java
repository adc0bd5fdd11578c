package dev.nearfield.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** Lucene with its default codec, one segment, one query object a search. */
final class LucenePeer implements Peer {
  private static final String FIELD = "vector";

  private final Directory directory;
  private @Nullable IndexSearcher searcher;

  LucenePeer(Path folder) throws IOException {
    this.directory = FSDirectory.open(folder);
  }

  @Override
  public String name() {
    return "stock Lucene";
  }

  @Override
  public String settings() {
    return "default codec (16 links, beam 100), float32, dot product, one segment";
  }

  @Override
  public void build(float[][] vectors) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(new Lucene104Codec());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (float[] vector : vectors) {
        Document document = new Document();
        document.add(new KnnFloatVectorField(FIELD, vector, VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    searcher = new IndexSearcher(DirectoryReader.open(directory));
  }

  @Override
  public int[] search(float[] question, int effort) throws IOException {
    if (searcher == null) {
      throw new IllegalStateException("The index is not built.");
    }
    KnnFloatVectorQuery query = new KnnFloatVectorQuery(FIELD, question, effort);
    return Arrays.stream(searcher.search(query, HITS).scoreDocs).mapToInt(hit -> hit.doc).toArray();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(searcher == null ? null : searcher.getIndexReader(), directory);
  }
}
