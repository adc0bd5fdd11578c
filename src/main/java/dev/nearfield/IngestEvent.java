package dev.nearfield;

/**
 * What happens while a folder is brought into a collection, as it happens.
 *
 * {@snippet class="dev.nearfield.examples.FolderExamplesTest" region="events"}
 */
public sealed interface IngestEvent {

  /**
   * The walk before the reading is over.
   *
   * @param files how many files there are
   * @param bytes how many bytes they have together
   */
  record Found(long files, long bytes) implements IngestEvent {}

  /**
   * A file is done, or its turn has come where nothing is to be done.
   *
   * @param name its path below the folder, prefix included
   * @param bytes its length
   * @param state what it was beside what the collection knew
   */
  record File(String name, long bytes, FileState state) implements IngestEvent {}

  /** What a file is beside what the collection knows of it. */
  enum FileState {
    /** The collection does not know it. */
    NEW,
    /** It is not what it was, is to be read in another way, or documents of it are missing. */
    CHANGED,
    /** It is what it was. */
    UNCHANGED,
    /** It is not there any more. */
    GONE
  }

  /**
   * A file or a row of one could not be read or kept; what the collection had of it stays.
   *
   * @param name the file
   * @param reason why, and what to do
   */
  record Failed(String name, String reason) implements IngestEvent {}

  /**
   * A file was left alone.
   *
   * @param name the file or folder
   * @param reason why
   */
  record Skipped(String name, String reason) implements IngestEvent {}

  /**
   * Documents were written.
   *
   * @param documents what became of all documents so far, files that need no reading included
   */
  record Progress(IngestReport documents) implements IngestEvent {}
}
