package dev.nearfield.store;

/**
 * How the one writer of a collection works: what it may take of memory and processors, and when it
 * merges. Nothing of it is kept with the collection.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="writing"}
 *
 * @param bufferMegabytes how much is gathered in memory before it becomes a segment: 16 to 2,048
 * @param segmentsPerTier how many segments of about the same size there may be before they are
 *     merged: 2 to 100. Fewer make searches faster and writing slower
 * @param deletesPercent which share of the entries may be deleted before segments are merged to be
 *     rid of them: 5 to 50
 * @param mergeThreads how many threads merge, and build the graph of one large segment: 1 to 64
 */
public record Writing(
    int bufferMegabytes, int segmentsPerTier, int deletesPercent, int mergeThreads) {

  private static final int MOST_THREADS = 4;

  /** Unless a store is told; half of the processors merge, and four at the most. */
  public static final Writing DEFAULT =
      new Writing(
          64, 8, 20, Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_THREADS));

  public Writing {
    requireBetween("bufferMegabytes", bufferMegabytes, 16, 2_048);
    requireBetween("segmentsPerTier", segmentsPerTier, 2, 100);
    requireBetween("deletesPercent", deletesPercent, 5, 50);
    requireBetween("mergeThreads", mergeThreads, 1, 64);
  }

  private static void requireBetween(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be between " + least + " and " + most + ", got " + value + ".");
    }
  }

  /** With another buffer. */
  public Writing bufferMegabytes(int bufferMegabytes) {
    return new Writing(bufferMegabytes, segmentsPerTier, deletesPercent, mergeThreads);
  }

  /** With more or fewer segments. */
  public Writing segmentsPerTier(int segmentsPerTier) {
    return new Writing(bufferMegabytes, segmentsPerTier, deletesPercent, mergeThreads);
  }

  /** With more or fewer deleted entries. */
  public Writing deletesPercent(int deletesPercent) {
    return new Writing(bufferMegabytes, segmentsPerTier, deletesPercent, mergeThreads);
  }

  /** With other threads for merging. */
  public Writing mergeThreads(int mergeThreads) {
    return new Writing(bufferMegabytes, segmentsPerTier, deletesPercent, mergeThreads);
  }
}
