package dev.nearfield;

/**
 * What became of the documents that were added.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="report"}
 *
 * @param embedded documents whose text was embedded, or whose embeddings were given, and written
 * @param updated documents written anew with the embeddings they had: only other fields changed
 * @param unchanged documents that were in the collection as they are
 * @param chunks chunks that were embedded or given
 * @param truncated embedded chunks of which the encoder saw only the beginning; words still find
 *     all of their text
 */
public record IngestReport(
    long embedded, long updated, long unchanged, long chunks, long truncated) {
  /** Nothing yet. */
  public static final IngestReport NONE = new IngestReport(0, 0, 0, 0, 0);

  static IngestReport ofEmbedded(int chunks) {
    return new IngestReport(1, 0, 0, chunks, 0);
  }

  static IngestReport ofUpdated() {
    return new IngestReport(0, 1, 0, 0, 0);
  }

  static IngestReport ofUnchanged() {
    return new IngestReport(0, 0, 1, 0, 0);
  }

  static IngestReport ofTruncated(long chunks) {
    return new IngestReport(0, 0, 0, 0, chunks);
  }

  /** Both together. */
  public IngestReport plus(IngestReport other) {
    return new IngestReport(
        embedded + other.embedded,
        updated + other.updated,
        unchanged + other.unchanged,
        chunks + other.chunks,
        truncated + other.truncated);
  }

  /** All documents that were looked at. */
  public long documents() {
    return embedded + updated + unchanged;
  }
}
