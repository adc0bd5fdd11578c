package dev.nearfield.eval;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * Remembers the ids of a long file by a 64-bit hash each, in at most 32 bytes an id: a set of the
 * ids themselves would take more memory than the rest of a run over millions of documents.
 */
final class IdHashes {
  private static final long FREE = 0;

  private final ToLongFunction<String> hash;
  private long[] slots = new long[1 << 10];
  private int size;

  IdHashes() {
    this(IdHashes::mixed);
  }

  IdHashes(ToLongFunction<String> hash) {
    this.hash = hash;
  }

  /**
   * Adds an id.
   *
   * @return false when the id is certainly new; true when it, or another id of the same hash, has
   *     been added before
   */
  boolean maybeSeen(String id) {
    long hashed = hash.applyAsLong(id);
    if (insert(slots, hashed == FREE ? 1 : hashed)) {
      size++;
      if (size > slots.length / 2) {
        grow();
      }
      return false;
    }
    return true;
  }

  private static boolean insert(long[] slots, long hash) {
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at] != FREE) {
      if (slots[at] == hash) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = hash;
    return true;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    Arrays.stream(slots).filter(hash -> hash != FREE).forEach(hash -> insert(larger, hash));
    slots = larger;
  }

  /** FNV-1a over the UTF-16 code units, its bits then mixed. */
  private static long mixed(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }
}
