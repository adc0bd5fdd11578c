package dev.nearfield.store;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.DataAccessHint;
import org.jspecify.annotations.Nullable;

/**
 * A segment without its graph, so that a merge builds a new one. Lucene would go on from the one
 * that is there, whatever its links and by whichever bits it was built.
 */
final class GraphlessReader extends FilterCodecReader {
  GraphlessReader(CodecReader segment) {
    super(segment);
  }

  @Override
  public @Nullable KnnVectorsReader getVectorReader() {
    KnnVectorsReader vectors = in.getVectorReader();
    return vectors == null ? null : new Vectors(vectors);
  }

  @Override
  public CacheHelper getCoreCacheHelper() {
    return in.getCoreCacheHelper();
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return in.getReaderCacheHelper();
  }

  /** The vectors alone. */
  private static final class Vectors extends KnnVectorsReader {
    private final KnnVectorsReader in;

    Vectors(KnnVectorsReader in) {
      this.in = in;
    }

    @Override
    public void checkIntegrity() throws IOException {
      in.checkIntegrity();
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field) throws IOException {
      return in.getFloatVectorValues(field);
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field, DataAccessHint hint)
        throws IOException {
      return in.getFloatVectorValues(field, hint);
    }

    @Override
    public ByteVectorValues getByteVectorValues(String field) throws IOException {
      return in.getByteVectorValues(field);
    }

    @Override
    public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted)
        throws IOException {
      in.search(field, target, collector, accepted);
    }

    @Override
    public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted)
        throws IOException {
      in.search(field, target, collector, accepted);
    }

    @Override
    public int getVectorCount(FieldInfo field) throws IOException {
      return in.getVectorCount(field);
    }

    @Override
    public KnnVectorsReader getMergeInstance() throws IOException {
      return new Vectors(in.getMergeInstance());
    }

    @Override
    public void finishMerge() throws IOException {
      in.finishMerge();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
