package dev.nearfield.store;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/**
 * Lucene's default codec under its own name, with the vectors format chosen here. The graph's
 * parameters are Lucene's defaults, 16 links a node and a beam of 100 while building; see the
 * index-format page.
 */
final class CollectionCodec extends Lucene104Codec {
  private static final int LINKS = 16;
  private static final int BEAM = 100;

  private final KnnVectorsFormat vectors =
      new WideVectorsFormat(new Lucene99HnswVectorsFormat(LINKS, BEAM));

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return vectors;
  }
}
