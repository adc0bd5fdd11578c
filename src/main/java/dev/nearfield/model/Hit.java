package dev.nearfield.model;

import org.jspecify.annotations.Nullable;

/**
 * A chunk that a search found.
 *
 * @param rank its place in the answer, from 1
 * @param documentId the document that it belongs to
 * @param chunk its text and place in the document
 * @param score what the mode ranks by, larger is better: BM25, (1 + cosine) / 2, or the fused score
 * @param distance 1 - cosine between the query and the stored embedding, 0 to 2; NaN when the
 *     request has no query vector
 * @param title the document's title, or null
 * @param source the document's source, or null
 * @param metadata the document's metadata
 */
public record Hit(
    int rank,
    String documentId,
    Chunk chunk,
    double score,
    double distance,
    @Nullable String title,
    @Nullable String source,
    Metadata metadata) {

  /** The chunk's text. */
  public String text() {
    return chunk.text();
  }
}
