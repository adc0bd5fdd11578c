package dev.nearfield.store;

import java.nio.file.Path;
import java.util.List;

/**
 * What a repair took out of a collection, or would.
 *
 * {@snippet class="dev.nearfield.examples.RepairExamplesTest" region="repair"}
 *
 * @param collection its folder
 * @param dryRun whether nothing was written
 * @param segments the segments that were dropped
 * @param documents how many documents were removed from other segments, because their blocks were
 *     broken
 * @param orphans how many chunks were removed that belonged to no document
 * @param lost how many documents are gone, as far as their ids could be read
 * @param kept how many documents are left
 */
public record RepairReport(
    Path collection,
    boolean dryRun,
    List<DroppedSegment> segments,
    long documents,
    long orphans,
    long lost,
    long kept) {
  public RepairReport {
    segments = List.copyOf(segments);
  }

  /**
   * A segment that cannot be trusted.
   *
   * @param name Lucene's name of it
   * @param entries how many documents, chunks and records of files it had; {@link #UNKNOWN} when
   *     that is lost too
   * @param idsRead whether the ids of its documents could be read
   * @param findings what is wrong with it
   */
  public record DroppedSegment(String name, int entries, boolean idsRead, List<Finding> findings) {
    /** Lost with the segment's description. */
    public static final int UNKNOWN = -1;

    public DroppedSegment {
      findings = List.copyOf(findings);
    }
  }

  /** Whether every document that is gone was named. */
  public boolean allNamed() {
    return segments.stream().allMatch(DroppedSegment::idsRead);
  }
}
