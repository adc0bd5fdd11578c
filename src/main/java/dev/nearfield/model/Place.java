package dev.nearfield.model;

import org.jspecify.annotations.Nullable;

/**
 * Where in a document a chunk begins, to cite it.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="given"}
 *
 * @param heading the headings above it, outermost first, joined with " &gt; ", or null
 * @param page its page, from 1, or null where the document has no pages
 */
public record Place(@Nullable String heading, @Nullable Integer page) {

  /** No heading and no page. */
  public static final Place NONE = new Place(null, null);

  public Place {
    if (page != null && page < 1) {
      throw new IllegalArgumentException("A page must be >= 1, got " + page + ".");
    }
  }
}
