package dev.nearfield.model;

/**
 * A piece of a document's text: what is embedded and found.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="given"}
 *
 * @param ordinal its place among the document's chunks, from 0
 * @param start where it begins in the document's text, in UTF-16 code units
 * @param end where it ends, exclusive
 * @param text the piece itself; chunkers give {@code document.text().substring(start, end)}
 */
public record Chunk(int ordinal, int start, int end, String text) {
  public Chunk {
    if (ordinal < 0) {
      throw new IllegalArgumentException("A chunk's ordinal must be >= 0, got " + ordinal + ".");
    }
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "A chunk must have 0 <= start <= end, got " + start + " to " + end + ".");
    }
    Surrogates.requirePaired("text of chunk " + ordinal, text);
  }

  /** The one chunk that is the whole text. */
  public static Chunk whole(String text) {
    return new Chunk(0, 0, text.length(), text);
  }
}
