package dev.nearfield;

import dev.nearfield.ingest.Readers;
import java.time.Duration;

/**
 * How a folder is brought into a collection. Immutable; each method answers a changed copy.
 *
 * {@snippet class="dev.nearfield.examples.FolderExamplesTest" region="options"}
 *
 * @param readers read the files
 * @param prefix put before the path of each file to make its documents' ids and source, to tell
 *     files of several folders apart; may be empty
 * @param prune whether the documents of files that are gone are removed
 * @param checksum whether files are compared by their bytes even where size and time are the same
 * @param commitDocuments commits after so many documents
 * @param commitInterval commits after so much time
 */
public record IngestOptions(
    Readers readers,
    String prefix,
    boolean prune,
    boolean checksum,
    int commitDocuments,
    Duration commitInterval) {

  /** Commits after 1,000 documents or 10 seconds, whichever is first. */
  private static final int COMMIT_DOCUMENTS = 1_000;

  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(10);

  public IngestOptions {
    if (commitDocuments < 1) {
      throw new IllegalArgumentException(
          "Documents between commits must be >= 1, got " + commitDocuments + ".");
    }
    if (commitInterval.isNegative()) {
      throw new IllegalArgumentException(
          "The time between commits must not be negative, got " + commitInterval + ".");
    }
  }

  /** The built-in readers, nothing pruned, a commit each 1,000 documents or 10 seconds. */
  public static IngestOptions defaults() {
    return new IngestOptions(
        Readers.standard(), "", false, false, COMMIT_DOCUMENTS, COMMIT_INTERVAL);
  }

  /** With other readers. */
  public IngestOptions readers(Readers readers) {
    return new IngestOptions(readers, prefix, prune, checksum, commitDocuments, commitInterval);
  }

  /** With something put before each file's path. */
  public IngestOptions prefix(String prefix) {
    return new IngestOptions(readers, prefix, prune, checksum, commitDocuments, commitInterval);
  }

  /** Removes the documents of files that are gone. */
  public IngestOptions pruning() {
    return new IngestOptions(readers, prefix, true, checksum, commitDocuments, commitInterval);
  }

  /** Compares files by their bytes. */
  public IngestOptions comparingBytes() {
    return new IngestOptions(readers, prefix, prune, true, commitDocuments, commitInterval);
  }

  /** Commits after so many documents or so much time, whichever is first. */
  public IngestOptions committing(int documents, Duration interval) {
    return new IngestOptions(readers, prefix, prune, checksum, documents, interval);
  }
}
