package dev.nearfield.store;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues;
import org.apache.lucene.util.quantization.QuantizedVectorsReader;

/**
 * Tells the encoding of a segment by its files. The manifest tells that of the segments to come;
 * plain Lucene may have merged those that are there.
 */
final class SegmentEncoding {
  private SegmentEncoding() {}

  static VectorEncoding of(LeafReader segment) throws IOException {
    if (FilterLeafReader.unwrap(segment) instanceof CodecReader codec
        && fieldReader(codec.getVectorReader()) instanceof QuantizedVectorsReader vectors
        && vectors.getQuantizedVectorValues(Fields.VECTOR)
            instanceof QuantizedByteVectorValues values) {
      return VectorEncoding.of(values.getScalarEncoding());
    }
    return VectorEncoding.FULL;
  }

  private static KnnVectorsReader fieldReader(KnnVectorsReader vectors) {
    return vectors instanceof PerFieldKnnVectorsFormat.FieldsReader fields
        ? fields.getFieldReader(Fields.VECTOR)
        : vectors;
  }
}
