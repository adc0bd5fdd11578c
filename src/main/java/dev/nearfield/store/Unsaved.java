package dev.nearfield.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writes since the last commit: documents by id as far as memory allows, the rest by number.
 * Safe for concurrent use. A write that is still going on counts as unsaved.
 */
final class Unsaved {
  static final int MOST_NAMED = 10_000;

  private static final long GOING_ON = Long.MAX_VALUE;

  private final Map<String, Long> named = new LinkedHashMap<>();
  private final Counted others = new Counted();
  private final Counted deletions = new Counted();

  /** One write, from before it begins. */
  interface Mark {
    /** The write is done, with Lucene's sequence number. */
    void written(long sequence);

    /** The write did not happen. */
    void undone();
  }

  /** A write of a document is about to begin. */
  synchronized Mark document(String id) {
    if (named.size() == MOST_NAMED && !named.containsKey(id)) {
      return others.begin();
    }
    Long before = named.put(id, GOING_ON);
    return new Mark() {
      @Override
      public void written(long sequence) {
        set(id, sequence);
      }

      @Override
      public void undone() {
        set(id, before);
      }
    };
  }

  /** A deletion by filter is about to begin. */
  synchronized Mark deletion() {
    return deletions.begin();
  }

  private synchronized void set(String id, @Nullable Long sequence) {
    if (sequence == null) {
      named.remove(id);
    } else {
      named.put(id, sequence);
    }
  }

  /** Everything up to this sequence number is in a commit. */
  synchronized void committed(long sequence) {
    named.values().removeIf(written -> written <= sequence);
    others.committed(sequence);
    deletions.committed(sequence);
  }

  synchronized boolean isEmpty() {
    return named.isEmpty() && others.count == 0 && deletions.count == 0;
  }

  synchronized List<String> ids() {
    return List.copyOf(named.keySet());
  }

  synchronized long others() {
    return others.count;
  }

  synchronized long deletions() {
    return deletions.count;
  }

  /** Writes without a name: saved when all of them are. */
  private final class Counted {
    private long count;
    private long goingOn;
    private long last;

    private Mark begin() {
      count++;
      goingOn++;
      return new Mark() {
        @Override
        public void written(long sequence) {
          synchronized (Unsaved.this) {
            goingOn--;
            last = Math.max(last, sequence);
          }
        }

        @Override
        public void undone() {
          synchronized (Unsaved.this) {
            goingOn--;
            count--;
          }
        }
      };
    }

    private void committed(long sequence) {
      if (goingOn == 0 && last <= sequence) {
        count = 0;
      }
    }
  }
}
