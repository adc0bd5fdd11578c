package dev.nearfield.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes documents of the rows of a file, as a field mapping says. */
record RowMapper(SourceFile file, String type, FieldMapping fields) {
  /** The object of BEIR's corpus form whose fields are the document's metadata. */
  private static final String METADATA = "metadata";

  /**
   * The document of a row.
   *
   * @param row its fields, which are taken out of it as they are used
   * @param line where the row begins, from 1
   */
  Outcome map(ObjectNode row, long line) {
    try {
      String id = first(row, fields.id());
      String title = first(row, fields.title());
      String text = text(row);
      Metadata own = metadata(row);
      String name = id == null ? file.name() + "#" + line : id;
      return new Outcome.Read(
          file.name(), ReadDocument.of(file.document(name, type, blankToNull(title), text, own)));
    } catch (InvalidInputException e) {
      return failed(line, String.valueOf(e.getMessage()));
    }
  }

  Outcome failed(long line, String reason) {
    return new Outcome.Failed(file.name(), "Line " + line + ": " + reason, false);
  }

  private static @Nullable String first(ObjectNode row, List<String> names) {
    for (String name : names) {
      JsonNode value = row.get(name);
      if (value != null && !value.isNull()) {
        row.remove(name);
        return scalar(name, value);
      }
    }
    return null;
  }

  private static @Nullable String blankToNull(@Nullable String title) {
    return title == null || title.isBlank() ? null : title;
  }

  private String text(ObjectNode row) {
    var parts = new ArrayList<String>();
    for (String name : fields.text()) {
      JsonNode value = row.remove(name);
      if (value != null && !value.isNull()) {
        parts.add(scalar(name, value));
      }
    }
    if (parts.isEmpty()) {
      var names = new ArrayList<String>();
      row.fieldNames().forEachRemaining(names::add);
      throw new InvalidInputException(
          "It has no field %s, but %s. Name the text field in the field mapping."
              .formatted(quoted(fields.text()), names.isEmpty() ? "none" : quoted(names)));
    }
    return String.join("\n\n", parts);
  }

  private static String quoted(List<String> names) {
    return "'" + String.join("', '", names) + "'";
  }

  private static String scalar(String name, JsonNode value) {
    if (!value.isValueNode()) {
      throw new InvalidInputException(
          "The field '" + name + "' must be text, and is a list or an object. Map another field.");
    }
    return value.asText();
  }

  private Metadata metadata(ObjectNode row) {
    fields.numbers().forEach(name -> toNumber(row, name));
    if (row.get(METADATA) instanceof ObjectNode inner) {
      row.remove(METADATA);
      return JsonMetadata.of(row, inner);
    }
    return JsonMetadata.of(row);
  }

  private static void toNumber(ObjectNode row, String name) {
    JsonNode value = row.get(name);
    if (value == null || !value.isTextual()) {
      return;
    }
    String written = value.asText().strip();
    if (written.isEmpty()) {
      row.remove(name);
      return;
    }
    try {
      if (written.matches("[+-]?[0-9]{1,18}")) {
        row.put(name, Long.parseLong(written));
      } else {
        row.put(name, Double.parseDouble(written));
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "The field '%s' is '%s', which is no number. Correct it, or do not map it as a number."
              .formatted(name, written),
          e);
    }
  }
}
