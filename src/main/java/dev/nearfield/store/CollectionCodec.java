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
    this(indexing, 1);
  }

  /**
   * @param mergeThreads how many of the merge scheduler's threads build the graph of one segment
   */
  CollectionCodec(VectorIndexing indexing, int mergeThreads) {
    this.vectors =
        new WideVectorsFormat(indexing.encoding().format(indexing.graph(), mergeThreads));
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return vectors;
  }
}
