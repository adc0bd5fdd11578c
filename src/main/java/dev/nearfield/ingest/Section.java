package dev.nearfield.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a document's text under one heading and on one page. Offsets are UTF-16 code units.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="sections"}
 *
 * @param start where it begins, its heading line included
 * @param bodyStart where the text after its heading line begins; equal to {@code start} for a
 *     section that has no heading line of its own
 * @param end where it ends, exclusive
 * @param headings the titles above it, outermost first; empty above the first heading
 * @param page its page, from 1, or null where the document has no pages
 */
public record Section(
    int start, int bodyStart, int end, List<String> headings, @Nullable Integer page) {

  public Section {
    if (start < 0 || bodyStart < start || end < bodyStart) {
      throw new IllegalArgumentException(
          "A section must have 0 <= start <= bodyStart <= end, got %d, %d, %d."
              .formatted(start, bodyStart, end));
    }
    if (page != null && page < 1) {
      throw new IllegalArgumentException("A page must be >= 1, got " + page + ".");
    }
    headings = List.copyOf(headings);
  }

  /** Whether a heading line of its own begins this section; chunks do not cross such a border. */
  public boolean hasHeading() {
    return bodyStart > start;
  }
}
