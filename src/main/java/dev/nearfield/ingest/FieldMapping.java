package dev.nearfield.ingest;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields of a row (a JSON object, a CSV record) make its document. Every field that is none
 * of these becomes metadata under its own name.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="options"}
 *
 * @param id the first of these that the row has is its id; a row that has none is called {@code
 *     path#line}
 * @param title the first of these that the row has is its title
 * @param text all of these that the row has make its text, with a blank line between; one at least
 *     must be there
 * @param numbers fields that are numbers even where the row writes them as text, as CSV does
 */
public record FieldMapping(
    List<String> id, List<String> title, List<String> text, Set<String> numbers) {

  public FieldMapping {
    id = List.copyOf(id);
    title = List.copyOf(title);
    text = List.copyOf(text);
    numbers = Set.copyOf(numbers);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A field mapping must name a text field, got none.");
    }
    var seen = new HashSet<String>();
    for (List<String> names : List.of(id, title, text)) {
      for (String name : names) {
        if (!seen.add(name)) {
          throw new IllegalArgumentException(
              "The field mapping names '" + name + "' twice. Use each field once.");
        }
      }
    }
  }

  /**
   * The fields {@code _id} or {@code id}, {@code title} and {@code text}: the corpus form of BEIR.
   */
  public static FieldMapping standard() {
    return new FieldMapping(List.of("_id", "id"), List.of("title"), List.of("text"), Set.of());
  }

  /** This mapping with another id field. */
  public FieldMapping withId(String field) {
    return new FieldMapping(List.of(field), title, text, numbers);
  }

  /** This mapping with another title field. */
  public FieldMapping withTitle(String field) {
    return new FieldMapping(id, List.of(field), text, numbers);
  }

  /** This mapping with other text fields. */
  public FieldMapping withText(String... fields) {
    return new FieldMapping(id, title, Arrays.asList(fields), numbers);
  }

  /** This mapping with other number fields. */
  public FieldMapping withNumbers(String... fields) {
    return new FieldMapping(id, title, text, Set.of(fields));
  }
}
