package dev.nearfield.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that a search found.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="hits"}
 *
 * @param rank its place in the answer, from 1 plus the request's offset
 * @param documentId the document that it belongs to
 * @param chunk its text and place in the document
 * @param place the headings above the chunk and its page, to cite it
 * @param score what the mode ranks by, larger is better: BM25, (1 + cosine) / 2, or the fused score
 * @param distance 1 - cosine between the query and the stored embedding, 0 to 2; NaN when the
 *     request has no query vector
 * @param title the document's title, or null
 * @param source the document's source, or null
 * @param metadata the document's metadata
 * @param context the text of the chunk and its neighbours in one piece, when they were asked for
 * @param highlights pieces of the text with the question's words in {@code <b>}, when asked for;
 *     the text in them is not escaped
 * @param explanation why it has its place, when that was asked for
 */
public record Hit(
    int rank,
    String documentId,
    Chunk chunk,
    Place place,
    double score,
    double distance,
    @Nullable String title,
    @Nullable String source,
    Metadata metadata,
    @Nullable String context,
    List<String> highlights,
    @Nullable Explanation explanation) {
  public Hit {
    highlights = List.copyOf(highlights);
  }

  /** The chunk's text. */
  public String text() {
    return chunk.text();
  }
}
