package dev.nearfield.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;

/**
 * How long the chunks of a view are, in UTF-16 code units, as counts in ranges of one width.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="footprint"}
 *
 * @param width how many lengths a range has: a power of two
 * @param counts how many chunks have a length from {@code i * width} to below {@code (i + 1) *
 *     width}; empty when there are no chunks
 * @param least the length of the shortest; 0 when there are none
 * @param mean the mean length; 0 when there are none
 * @param most the length of the longest; 0 when there are none
 */
public record ChunkLengths(int width, List<Integer> counts, int least, double mean, int most) {

  /** The most ranges, whatever the lengths are. */
  public static final int MOST_RANGES = 24;

  public ChunkLengths {
    counts = List.copyOf(counts);
  }

  /** Reads where each chunk begins and ends, and no text. */
  static ChunkLengths of(IndexReader reader, Parents parents) throws IOException {
    Counter counter = new Counter();
    for (LeafReaderContext leaf : reader.leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      BitSet documents = parents.of(leaf);
      StoredFields stored = leaf.reader().storedFields();
      for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
        if ((live == null || live.get(doc)) && (documents == null || !documents.get(doc))) {
          Extent extent = new Extent();
          stored.document(doc, extent);
          counter.add(extent.end - extent.start);
        }
      }
    }
    return counter.lengths();
  }

  private static final class Extent extends StoredFieldVisitor {
    private int start;
    private int end;
    private int seen;

    @Override
    public Status needsField(FieldInfo field) {
      return seen == 2 ? Status.STOP : isExtent(field.name) ? Status.YES : Status.NO;
    }

    private static boolean isExtent(String name) {
      return name.equals(Fields.START) || name.equals(Fields.END);
    }

    @Override
    public void intField(FieldInfo field, int value) {
      seen++;
      if (field.name.equals(Fields.START)) {
        start = value;
      } else {
        end = value;
      }
    }
  }

  /** Counts in ranges that are made twice as wide whenever a length lies beyond the last. */
  static final class Counter {
    private final int[] counts = new int[MOST_RANGES];
    private int width = 1;
    private int least = Integer.MAX_VALUE;
    private int most;
    private long sum;
    private int number;

    void add(int length) {
      while (length / width >= MOST_RANGES) {
        widen();
      }
      counts[length / width]++;
      least = Math.min(least, length);
      most = Math.max(most, length);
      sum += length;
      number++;
    }

    private void widen() {
      for (int i = 0; i < MOST_RANGES; i++) {
        int both = 2 * i < MOST_RANGES ? counts[2 * i] + counts[2 * i + 1] : 0;
        counts[i] = both;
      }
      width *= 2;
    }

    ChunkLengths lengths() {
      if (number == 0) {
        return new ChunkLengths(1, List.of(), 0, 0, 0);
      }
      List<Integer> used = new ArrayList<>();
      for (int i = 0; i <= most / width; i++) {
        used.add(counts[i]);
      }
      return new ChunkLengths(width, used, least, (double) sum / number, most);
    }
  }
}
