package dev.nearfield.filter.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the JSON form of a filter; errors point at the place. */
final class FilterReader {
  static final String KEY = "$key";
  static final String INSTANT = "$instant";
  static final String DOUBLE = "$double";
  static final Set<String> CONNECTIVES = Set.of("and", "or", "not");

  private static final String OPERATORS =
      "eq, ne, gt, gte, lt, lte, between, in, nin, contains, startsWith, has, exists";

  Filter read(JsonNode json) {
    return filter(json, JsonPointer.empty(), 0);
  }

  private Filter filter(JsonNode json, JsonPointer at, int depth) {
    if (depth > Filter.MAX_NESTING) {
      throw error(
          at,
          "objects are nested more than "
              + Filter.MAX_NESTING
              + " levels deep. Flatten the filter: put conditions side by side, or list values with"
              + " \"in\".");
    }
    if (!json.isObject()) {
      throw error(at, "expected an object such as {\"lang\": \"en\"}, got " + shown(json) + ".");
    }
    if (json.isEmpty()) {
      throw error(
          at,
          "the object has no condition. Write one such as {\"lang\": \"en\"}, or leave the filter"
              + " out to match every document.");
    }
    if (json.has(KEY)) {
      Key key = explicitKey(json.get(KEY), at.appendProperty(KEY));
      return conditions(key, besideKey(json), at);
    }
    var filters = new ArrayList<Filter>();
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      filters.add(member(member.getKey(), member.getValue(), at, depth));
    }
    return build(at, () -> Filters.and(filters));
  }

  private Filter member(String name, JsonNode value, JsonPointer parent, int depth) {
    JsonPointer at = parent.appendProperty(name);
    String connective = name.startsWith("$") ? name.substring(1) : name;
    if (!CONNECTIVES.contains(connective)) {
      Key key = build(at, () -> Key.of(name));
      return OperandReader.isValue(value)
          ? build(at, () -> new Filter.Equal(key, new OperandReader(at, value).value()))
          : conditions(key, value, at);
    }
    if (connective.equals("not")) {
      Filter negated = filter(value, at, depth + 1);
      return build(at, () -> Filters.not(negated));
    }
    if (!value.isArray() || value.isEmpty()) {
      throw error(
          at,
          "expected an array of one or more filters, got "
              + shown(value)
              + ". For a metadata key of this name write {\"$key\": \""
              + connective
              + "\", \"eq\": ...}.");
    }
    var filters = new ArrayList<Filter>();
    for (int i = 0; i < value.size(); i++) {
      filters.add(filter(value.get(i), at.appendIndex(i), depth + 1));
    }
    return build(at, () -> connective.equals("and") ? Filters.and(filters) : Filters.or(filters));
  }

  private static Key explicitKey(JsonNode name, JsonPointer at) {
    if (!name.isTextual()) {
      throw error(at, "expected the name of a metadata key, got " + shown(name) + ".");
    }
    return build(at, () -> Key.metadata(name.textValue()));
  }

  private static List<Map.Entry<String, JsonNode>> besideKey(JsonNode json) {
    return json.properties().stream().filter(member -> !member.getKey().equals(KEY)).toList();
  }

  private static Filter conditions(Key key, JsonNode json, JsonPointer at) {
    if (!json.isObject()) {
      throw error(
          at,
          "expected a value or an object of operators, got "
              + shown(json)
              + "."
              + (json.isArray() ? " Use {\"in\": [...]} for any of several values." : "")
              + (json.isNull() ? " Use {\"exists\": false} for a missing key." : ""));
    }
    return conditions(key, json.properties(), at);
  }

  private static Filter conditions(
      Key key, Collection<Map.Entry<String, JsonNode>> operators, JsonPointer at) {
    if (operators.isEmpty()) {
      throw error(at, "there is no operator. The operators are " + OPERATORS + ".");
    }
    var filters = new ArrayList<Filter>();
    for (Map.Entry<String, JsonNode> operator : operators) {
      JsonPointer place = at.appendProperty(operator.getKey());
      filters.add(
          build(place, () -> condition(key, operator.getKey(), operator.getValue(), place)));
    }
    return build(at, () -> Filters.and(filters));
  }

  private static Filter condition(Key key, String name, JsonNode json, JsonPointer at) {
    var operand = new OperandReader(at, json);
    return switch (name.startsWith("$") ? name.substring(1) : name) {
      case "eq" -> Filters.eq(key, operand.value());
      case "ne" -> Filters.ne(key, operand.value());
      case "gt" -> Filters.gt(key, operand.value());
      case "gte" -> Filters.atLeast(key, operand.value());
      case "lt" -> Filters.lt(key, operand.value());
      case "lte" -> Filters.atMost(key, operand.value());
      case "between" -> {
        List<MetadataValue> ends = operand.values();
        if (ends.size() != 2) {
          throw error(at, "expected two values [low, high], got " + ends.size() + ".");
        }
        yield Filters.between(key, ends.get(0), ends.get(1));
      }
      case "in" -> Filters.in(key, operand.values());
      case "nin" -> Filters.notIn(key, operand.values());
      case "contains" -> Filters.contains(key, operand.string());
      case "startsWith" -> Filters.startsWith(key, operand.string());
      case "has" -> Filters.has(key, operand.string());
      case "exists" -> operand.bool() ? Filters.exists(key) : Filters.missing(key);
      default ->
          throw error(
              at, "there is no operator of this name. The operators are " + OPERATORS + ".");
    };
  }

  static <T> T build(JsonPointer at, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw error(at, String.valueOf(e.getMessage()));
    }
  }

  static InvalidInputException error(JsonPointer at, String problem) {
    String place = at.toString().isEmpty() ? "at its root" : "at " + at;
    return new InvalidInputException("The filter is not understood " + place + ": " + problem);
  }

  /** A value as an error shows it: containers by their size, long strings cut. */
  static String shown(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> "an object of " + json.size() + " members";
      case ARRAY -> "an array of " + json.size() + " items";
      case MISSING -> "nothing";
      case STRING, NUMBER, BOOLEAN, NULL, BINARY, POJO -> shortened(json.toString());
    };
  }

  private static String shortened(String text) {
    int longest = 40;
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)) + "...";
  }
}
