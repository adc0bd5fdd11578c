package dev.nearfield;

import java.time.Duration;

/**
 * What became of a folder.
 *
 * {@snippet class="dev.nearfield.examples.FolderExamplesTest" region="ingest"}
 *
 * @param documents what became of the documents; those of files that need no reading are unchanged
 * @param read files that were new or changed, and were read
 * @param unchanged files that were not read, because they are what they were
 * @param failed files and rows that could not be read or kept
 * @param skipped files and folders that were left alone
 * @param gone files that are not there any more
 * @param pruned documents that were removed because their file is gone
 * @param time how long it took
 */
public record FolderReport(
    IngestReport documents,
    long read,
    long unchanged,
    long failed,
    long skipped,
    long gone,
    long pruned,
    Duration time) {

  /** Nothing yet. */
  public static final FolderReport NONE =
      new FolderReport(IngestReport.NONE, 0, 0, 0, 0, 0, 0, Duration.ZERO);

  FolderReport with(IngestReport documents) {
    return new FolderReport(documents, read, unchanged, failed, skipped, gone, pruned, time);
  }

  /** Both together. */
  public FolderReport plus(FolderReport other) {
    return new FolderReport(
        documents.plus(other.documents),
        read + other.read,
        unchanged + other.unchanged,
        failed + other.failed,
        skipped + other.skipped,
        gone + other.gone,
        pruned + other.pruned,
        time.plus(other.time));
  }
}
