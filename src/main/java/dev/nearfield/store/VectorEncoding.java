package dev.nearfield.store;

import java.util.Arrays;
import java.util.Locale;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * In how many bits a search along the graph compares vectors. Whatever it is, the vectors stay on
 * the disk as they were given too: what the graph finds is ranked by them, and exact search reads
 * nothing else.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="encoding"}
 */
public enum VectorEncoding {
  /** 32 bits a component: the vectors themselves. The fastest while they fit into memory. */
  FULL(1),
  /** 8 bits a component. */
  COMPACT(1),
  /** 4 bits a component. */
  SMALL(1.5),
  /** 1 bit a component. */
  TINY(3);

  private final double overfetch;

  VectorEncoding(double overfetch) {
    this.overfetch = overfetch;
  }

  /**
   * How many chunks the graph is asked for, so that about as many of the wanted nearest ones are
   * among them as there are with whole vectors.
   */
  public int asked(int wanted) {
    return (int) Math.ceil(wanted * overfetch);
  }

  KnnVectorsFormat format(GraphParameters graph, int mergeThreads) {
    return switch (this) {
      case FULL -> new Lucene99HnswVectorsFormat(graph.links(), graph.beam(), mergeThreads, null);
      case COMPACT -> quantized(ScalarEncoding.UNSIGNED_BYTE, graph, mergeThreads);
      case SMALL -> quantized(ScalarEncoding.PACKED_NIBBLE, graph, mergeThreads);
      case TINY -> quantized(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE, graph, mergeThreads);
    };
  }

  private static KnnVectorsFormat quantized(
      ScalarEncoding encoding, GraphParameters graph, int mergeThreads) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(
        encoding, graph.links(), graph.beam(), mergeThreads, null);
  }

  /** What Lucene's encoding counts as, whoever wrote it. */
  static VectorEncoding of(ScalarEncoding encoding) {
    return switch (encoding) {
      case UNSIGNED_BYTE, SEVEN_BIT -> COMPACT;
      case PACKED_NIBBLE -> SMALL;
      case DIBIT_QUERY_NIBBLE, SINGLE_BIT_QUERY_NIBBLE -> TINY;
    };
  }

  /**
   * The encoding of a name, in upper or lower case.
   *
   * @throws IllegalArgumentException listing the names, when this is none of them
   */
  public static VectorEncoding named(String name) {
    for (VectorEncoding encoding : values()) {
      if (encoding.name().equalsIgnoreCase(name)) {
        return encoding;
      }
    }
    throw new IllegalArgumentException(
        "There is no encoding '" + name + "'; there are " + Arrays.toString(values()) + ".");
  }

  /** The name in lower case, as commands take it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
