package dev.nearfield.ingest;

import dev.nearfield.model.Place;
import dev.nearfield.model.SourceDocument;
import java.util.List;
import java.util.Objects;

/**
 * A document as a reader gives it: the document itself and the table of its sections, which cover
 * its text from the first character to the last without gap or overlap.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="sections"}
 *
 * @param document the document
 * @param sections its sections in order; empty exactly when its text is empty
 */
public record ReadDocument(SourceDocument document, List<Section> sections) {

  public ReadDocument {
    sections = List.copyOf(sections);
    int end = 0;
    for (Section section : sections) {
      if (section.start() != end || section.end() == end) {
        throw new IllegalArgumentException(
            "The sections of document '%s' must follow each other without gap, got one from %d to %d after %d."
                .formatted(document.id(), section.start(), section.end(), end));
      }
      end = section.end();
    }
    if (end != document.text().length()) {
      throw new IllegalArgumentException(
          "The sections of document '%s' end at %d, and its text at %d."
              .formatted(document.id(), end, document.text().length()));
    }
  }

  /** A document of one section without heading or page. */
  public static ReadDocument of(SourceDocument document) {
    int length = document.text().length();
    return new ReadDocument(
        document, length == 0 ? List.of() : List.of(new Section(0, 0, length, List.of(), null)));
  }

  /** The text. */
  public String text() {
    return document.text();
  }

  /**
   * The heading and page at an offset of the text.
   *
   * @throws IndexOutOfBoundsException for an offset outside the text
   */
  public Place placeAt(int offset) {
    Objects.checkIndex(offset, text().length());
    int low = 0;
    int high = sections.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (sections.get(middle).start() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Section section = sections.get(low);
    String heading = section.headings().isEmpty() ? null : String.join(" > ", section.headings());
    return new Place(heading, section.page());
  }
}
