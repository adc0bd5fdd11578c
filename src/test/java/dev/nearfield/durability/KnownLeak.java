package dev.nearfield.durability;

import java.util.List;
import java.util.Set;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.store.BufferedChecksumIndexInput;

/**
 * Moments of Lucene 10.6 at which a failure leaves files open. The durability page says why no
 * store meets them, or none that could be saved.
 */
enum KnownLeak {
  /** A file that was read to its end cannot be closed: two files of the graph stay open. */
  CLOSING_A_READ_FILE {
    @Override
    boolean is(List<String> calls) {
      int close = calls.indexOf(BufferedChecksumIndexInput.class.getName() + ".close");
      return close >= 0
          && calls.get(close + 1).equals(Lucene99HnswVectorsReader.class.getName() + ".<init>");
    }
  },

  /** Memory lacks once more while unfinished files are thrown away: the other ones stay open. */
  THROWING_AWAY {
    @Override
    boolean is(List<String> calls) {
      return calls.contains("org.apache.lucene.index.IndexingChain.abort");
    }
  };

  abstract boolean is(List<String> calls);

  /** Whether the current thread is at one of these moments. */
  static boolean isAt(Set<KnownLeak> leaks) {
    List<String> calls =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .toList());
    return leaks.stream().anyMatch(leak -> leak.is(calls));
  }
}
