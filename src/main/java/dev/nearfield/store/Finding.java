package dev.nearfield.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a collection.
 *
 * {@snippet class="dev.nearfield.examples.RepairExamplesTest" region="verify"}
 *
 * @param kind what it is wrong with, and so what can be done about it
 * @param segment Lucene's name of the segment, where it is in one
 * @param documentId the document, where it is in one whose id can be read
 * @param field the field, where it is in one
 * @param message all of that as a sentence
 */
public record Finding(
    Kind kind,
    @Nullable String segment,
    @Nullable String documentId,
    @Nullable String field,
    String message) {

  /** What is wrong, from the whole to the part. */
  public enum Kind {
    /** The commit or its manifest cannot be read: the collection does not open. */
    COMMIT,
    /** A segment cannot be trusted; a repair drops it. */
    SEGMENT,
    /** The chunks of a document are not as they were written; a repair removes the document. */
    BLOCK,
    /** A document can be read, and is not what it should be: add it again. */
    CONTENT
  }

  static Finding ofCommit(String message) {
    return new Finding(Kind.COMMIT, null, null, null, message);
  }

  static Finding ofSegment(String segment, String fault) {
    return new Finding(Kind.SEGMENT, segment, null, null, "Segment " + segment + ": " + fault);
  }

  static Finding ofDocument(
      Kind kind, String segment, @Nullable String id, @Nullable String field, String fault) {
    String message =
        "Segment "
            + segment
            + (id == null ? "" : ", document '" + id + "'")
            + (field == null ? "" : ", field '" + field + "'")
            + ": "
            + fault;
    return new Finding(kind, segment, id, field, message);
  }

  @Override
  public String toString() {
    return message;
  }
}
