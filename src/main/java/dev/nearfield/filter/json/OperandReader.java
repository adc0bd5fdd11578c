package dev.nearfield.filter.json;

import static dev.nearfield.filter.json.FilterReader.error;
import static dev.nearfield.filter.json.FilterReader.shown;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what an operator is given: a value, some values, a string or a boolean. */
record OperandReader(JsonPointer at, JsonNode json) {

  /** Whether this is a value and no object of operators. */
  static boolean isValue(JsonNode json) {
    return json.isTextual()
        || json.isNumber()
        || json.isBoolean()
        || json.has(FilterReader.INSTANT)
        || json.has(FilterReader.DOUBLE);
  }

  MetadataValue value() {
    return switch (json.getNodeType()) {
      case STRING -> new StringValue(json.textValue());
      case BOOLEAN -> new BooleanValue(json.booleanValue());
      case NUMBER -> number();
      case OBJECT -> wrapped();
      case ARRAY, BINARY, MISSING, NULL, POJO ->
          throw error(
              at,
              "expected a string, a number, a boolean or {\"$instant\": \"...\"}, got "
                  + shown(json)
                  + "."
                  + (json.isNull() ? " Use {\"exists\": false} for a missing key." : ""));
    };
  }

  List<MetadataValue> values() {
    if (!json.isArray()) {
      throw error(at, "expected an array of values, got " + shown(json) + ".");
    }
    var values = new ArrayList<MetadataValue>(json.size());
    for (int i = 0; i < json.size(); i++) {
      values.add(new OperandReader(at.appendIndex(i), json.get(i)).value());
    }
    return values;
  }

  String string() {
    if (!json.isTextual()) {
      throw error(at, "expected a string, got " + shown(json) + ".");
    }
    return json.textValue();
  }

  boolean bool() {
    if (!json.isBoolean()) {
      throw error(at, "expected true or false, got " + shown(json) + ".");
    }
    return json.booleanValue();
  }

  private MetadataValue number() {
    if (json.isIntegralNumber()) {
      if (!json.canConvertToLong()) {
        throw error(
            at,
            "the number "
                + shown(json)
                + " does not fit 64 bits. Append .0 to compare with the nearest double.");
      }
      return new LongValue(json.longValue());
    }
    double number = json.doubleValue();
    if (!Double.isFinite(number)) {
      throw error(
          at,
          "the number lies beyond the doubles. Write {\"$double\": \"Infinity\"} or {\"$double\":"
              + " \"-Infinity\"} for what has no bound.");
    }
    return new DoubleValue(number);
  }

  private MetadataValue wrapped() {
    if (json.size() == 1 && json.has(FilterReader.INSTANT)) {
      return instant();
    }
    if (json.size() == 1 && json.has(FilterReader.DOUBLE)) {
      return switch (json.get(FilterReader.DOUBLE).asText()) {
        case "Infinity" -> new DoubleValue(Double.POSITIVE_INFINITY);
        case "-Infinity" -> new DoubleValue(Double.NEGATIVE_INFINITY);
        default ->
            throw error(
                at.appendProperty(FilterReader.DOUBLE),
                "expected \"Infinity\" or \"-Infinity\", got "
                    + shown(json.get(FilterReader.DOUBLE))
                    + ". Write any other number as a number.");
      };
    }
    throw error(
        at,
        "expected {\"$instant\": \"...\"} and nothing beside it, got "
            + shown(json)
            + ". Put operators into an object of their own.");
  }

  private MetadataValue instant() {
    JsonNode time = json.get(FilterReader.INSTANT);
    if (!time.isTextual()) {
      throw noTime(time);
    }
    try {
      return new InstantValue(Instant.parse(time.textValue()));
    } catch (DateTimeException e) {
      throw noTime(time);
    }
  }

  private InvalidInputException noTime(JsonNode given) {
    return error(
        at.appendProperty(FilterReader.INSTANT),
        "expected a time with its zone such as \"2024-01-31T12:00:00Z\", got "
            + shown(given)
            + ".");
  }
}
