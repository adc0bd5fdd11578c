package dev.nearfield.store;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;

/**
 * Lucene's default codec under its own name, with the vectors format that the collection wants. It
 * reads segments of any.
 */
final class CollectionCodec extends Lucene104Codec {
  private final KnnVectorsFormat vectors;

  CollectionCodec(VectorIndexing indexing) {
    this.vectors = new WideVectorsFormat(indexing.encoding().format(indexing.graph()));
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return vectors;
  }
}
