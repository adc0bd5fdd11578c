package dev.nearfield.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row's {@code metadata} object as the typed metadata of a document. */
final class JsonMetadata {
  private static final String SOURCE = "source";

  private JsonMetadata() {}

  /** The member {@code source} when it is a string: it becomes the document's source. */
  static @Nullable String source(ObjectNode metadata) {
    JsonNode source = metadata.get(SOURCE);
    return source != null && source.isTextual() ? source.textValue() : null;
  }

  /** All other members; null values are left out. */
  static Metadata of(ObjectNode metadata) {
    var values = new LinkedHashMap<String, Object>();
    for (Map.Entry<String, JsonNode> member : metadata.properties()) {
      JsonNode value = member.getValue();
      boolean isSource = member.getKey().equals(SOURCE) && value.isTextual();
      if (!isSource && !value.isNull()) {
        values.put(member.getKey(), plain(value));
      }
    }
    return Metadata.of(values);
  }

  /** What metadata has no type for stays as its JSON text. */
  private static Object plain(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
      return value.doubleValue();
    }
    List<String> strings = strings(value);
    return strings == null ? value.toString() : strings;
  }

  /** The items of an array of strings, or null for anything else. */
  private static @Nullable List<String> strings(JsonNode value) {
    if (!value.isArray()) {
      return null;
    }
    var items = new ArrayList<String>(value.size());
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        return null;
      }
      items.add(item.textValue());
    }
    return items;
  }
}
