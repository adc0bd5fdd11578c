package dev.nearfield.ingest;

/**
 * What became of a file, or of one row of it.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="read"}
 */
public sealed interface Outcome {

  /** The file's path below the walked folder, with forward slashes. */
  String path();

  /**
   * A document was read.
   *
   * @param path the file that it comes from
   * @param document the document
   */
  record Read(String path, ReadDocument document) implements Outcome {}

  /**
   * A file or row could not be read.
   *
   * @param path the file
   * @param reason why, and what to do: one or two sentences, with the line where there is one
   * @param retry whether the same file may be readable later, because it changed or vanished while
   *     it was being read
   */
  record Failed(String path, String reason, boolean retry) implements Outcome, Found {}

  /**
   * A file was left alone.
   *
   * @param path the file or folder
   * @param reason why
   */
  record Skipped(String path, String reason) implements Outcome, Found {}
}
