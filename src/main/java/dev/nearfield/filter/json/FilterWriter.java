package dev.nearfield.filter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Key;
import dev.nearfield.model.MetadataValue;
import java.util.List;

/** Writes a filter in the one canonical JSON form. */
final class FilterWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FilterWriter() {}

  static ObjectNode write(Filter filter) {
    return switch (filter) {
      case Filter.Equal(Key key, MetadataValue value) -> equal(key, value(value));
      case Filter.Compare(Key key, Filter.Operator operator, MetadataValue value) ->
          condition(key, name(operator), value(value));
      case Filter.Between(Key key, MetadataValue low, MetadataValue high) ->
          condition(key, "between", values(List.of(low, high)));
      case Filter.In(Key key, List<MetadataValue> values) -> condition(key, "in", values(values));
      case Filter.Contains(Key key, String part) -> condition(key, "contains", JSON.textNode(part));
      case Filter.StartsWith(Key key, String start) ->
          condition(key, "startsWith", JSON.textNode(start));
      case Filter.Has(Key key, String item) -> condition(key, "has", JSON.textNode(item));
      case Filter.Exists(Key key) -> condition(key, "exists", JSON.booleanNode(true));
      case Filter.And(List<Filter> filters) -> object("and", filters(filters));
      case Filter.Or(List<Filter> filters) -> object("or", filters(filters));
      case Filter.Not(Filter.Equal(Key key, MetadataValue value)) ->
          condition(key, "ne", value(value));
      case Filter.Not(Filter.In(Key key, List<MetadataValue> values)) ->
          condition(key, "nin", values(values));
      case Filter.Not(Filter.Exists(Key key)) -> condition(key, "exists", JSON.booleanNode(false));
      case Filter.Not(Filter negated) -> object("not", write(negated));
    };
  }

  private static String name(Filter.Operator operator) {
    return switch (operator) {
      case LESS -> "lt";
      case AT_MOST -> "lte";
      case GREATER -> "gt";
      case AT_LEAST -> "gte";
    };
  }

  private static ObjectNode equal(Key key, JsonNode value) {
    return isPlain(key) ? object(name(key), value) : condition(key, "eq", value);
  }

  private static ObjectNode condition(Key key, String operator, JsonNode operand) {
    if (isPlain(key)) {
      return object(name(key), object(operator, operand));
    }
    ObjectNode condition = JSON.objectNode().put(FilterReader.KEY, name(key));
    condition.set(operator, operand);
    return condition;
  }

  private static String name(Key key) {
    return switch (key) {
      case Key.MetadataKey(String name) -> name;
      case Key.BuiltIn builtIn -> builtIn.toString();
    };
  }

  /** Whether the key's name, as the name of a member, means the key. */
  private static boolean isPlain(Key key) {
    return key instanceof Key.BuiltIn
        || !name(key).startsWith("$") && !FilterReader.CONNECTIVES.contains(name(key));
  }

  private static ObjectNode object(String name, JsonNode value) {
    ObjectNode object = JSON.objectNode();
    object.set(name, value);
    return object;
  }

  private static ArrayNode filters(List<Filter> filters) {
    ArrayNode array = JSON.arrayNode(filters.size());
    filters.forEach(filter -> array.add(write(filter)));
    return array;
  }

  private static ArrayNode values(List<MetadataValue> values) {
    ArrayNode array = JSON.arrayNode(values.size());
    values.forEach(value -> array.add(value(value)));
    return array;
  }

  private static JsonNode value(MetadataValue value) {
    return switch (value) {
      case MetadataValue.StringValue(String string) -> JSON.textNode(string);
      case MetadataValue.LongValue(long number) -> JSON.numberNode(number);
      case MetadataValue.DoubleValue(double number) ->
          Double.isInfinite(number)
              ? object(FilterReader.DOUBLE, JSON.textNode(Double.toString(number)))
              : JSON.numberNode(number);
      case MetadataValue.BooleanValue(boolean bool) -> JSON.booleanNode(bool);
      case MetadataValue.InstantValue(var instant) ->
          object(FilterReader.INSTANT, JSON.textNode(instant.toString()));
      case MetadataValue.StringsValue list ->
          throw new IllegalStateException("A filter holds no list as a value, got " + list + ".");
    };
  }
}
