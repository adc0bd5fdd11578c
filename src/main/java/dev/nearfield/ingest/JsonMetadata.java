package dev.nearfield.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON or YAML fields as metadata. An object's fields become {@code outer.inner}; a list becomes a
 * list of strings, its objects as JSON text; a whole number over 64 bits becomes a string; null is
 * no value.
 */
final class JsonMetadata {
  private JsonMetadata() {}

  static Metadata of(ObjectNode... objects) {
    var values = new LinkedHashMap<String, Object>();
    for (ObjectNode fields : objects) {
      put(values, "", fields);
    }
    try {
      return Metadata.of(values);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void put(Map<String, Object> values, String prefix, ObjectNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String key = prefix + field.getKey();
      switch (field.getValue()) {
        case ObjectNode inner -> put(values, key + ".", inner);
        case ArrayNode items -> putOnce(values, key, strings(items));
        case JsonNode node when node.isNull() || node.isMissingNode() -> {}
        case JsonNode node -> putOnce(values, key, scalar(key, node));
      }
    }
  }

  private static void putOnce(Map<String, Object> values, String key, Object value) {
    if (values.put(key, value) != null) {
      throw new InvalidInputException("The field '" + key + "' is given twice. Rename one.");
    }
  }

  private static ArrayList<String> strings(ArrayNode items) {
    var strings = new ArrayList<String>();
    for (JsonNode item : items) {
      if (!item.isNull()) {
        strings.add(item.isValueNode() ? item.asText() : item.toString());
      }
    }
    return strings;
  }

  private static Object scalar(String key, JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? node.longValue() : node.asText();
    }
    if (Double.isInfinite(node.doubleValue())) {
      throw new InvalidInputException(
          "The field '"
              + key
              + "' is a number beyond the range of double. Write it as a string, in quotes.");
    }
    if (node.isNumber()) {
      return Double.isNaN(node.doubleValue()) ? node.asText() : node.doubleValue();
    }
    return node.asText();
  }
}
