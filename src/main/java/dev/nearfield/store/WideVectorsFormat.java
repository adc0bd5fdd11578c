package dev.nearfield.store;

import dev.nearfield.model.ModelIdentity;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's own vectors format with a higher limit on dimensions than the 1,024 of its default. It
 * writes under the delegate's name, so that any Lucene of this version reads, checks and merges
 * what it wrote.
 */
final class WideVectorsFormat extends KnnVectorsFormat {
  private final KnnVectorsFormat delegate;

  WideVectorsFormat(KnnVectorsFormat delegate) {
    super(delegate.getName());
    this.delegate = delegate;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return delegate.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return delegate.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String fieldName) {
    return ModelIdentity.MOST_DIMENSIONS;
  }

  @Override
  public String toString() {
    return delegate.toString();
  }
}
