package dev.nearfield.store;

import dev.nearfield.model.StorageException;
import java.nio.file.Path;
import java.util.List;

/**
 * What was found wrong with a collection, and how much of it was looked at.
 *
 * {@snippet class="dev.nearfield.examples.RepairExamplesTest" region="verify"}
 *
 * @param collection its folder
 * @param extent what was looked at
 * @param sample how many chunks were embedded again, or why none
 * @param faults how many faults were found
 * @param findings the first 100 of them
 */
public record Verification(
    Path collection, Extent extent, String sample, long faults, List<Finding> findings) {
  public Verification {
    findings = List.copyOf(findings);
  }

  /**
   * How much of a collection was looked at.
   *
   * @param files the files of its last commit
   * @param bytes their size
   * @param segments its segments, the damaged ones among them
   * @param documents the documents of its undamaged segments
   * @param chunks the chunks of its undamaged segments
   */
  public record Extent(int files, long bytes, int segments, long documents, long chunks) {
    static final Extent NONE = new Extent(0, 0, 0, 0, 0);
  }

  /** The same with another word about the sample. */
  public Verification withSample(String word) {
    return new Verification(collection, extent, word, faults, findings);
  }

  /** Whether nothing was found. */
  public boolean sound() {
    return faults == 0;
  }

  /**
   * Nothing when the collection is sound.
   *
   * @throws StorageException with the first finding and what to do
   */
  public void requireSound() {
    if (!sound()) {
      throw new StorageException(
          "Collection "
              + collection
              + " is damaged: "
              + findings.getFirst()
              + (faults > 1 ? " There are " + faults + " faults." : "")
              + " "
              + Damage.advice(collection));
    }
  }
}
