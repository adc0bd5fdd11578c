package dev.nearfield.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers for programs: one JSON object a line. */
final class Json {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static void print(PrintWriter out, ObjectNode object) {
    try {
      out.println(JSON.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer cannot be written as JSON: " + object, e);
    }
  }

  /** Times as ISO 8601 strings. */
  static void put(ObjectNode object, String name, @Nullable Instant time) {
    object.put(name, time == null ? null : time.toString());
  }

  static void put(ObjectNode object, Metadata metadata) {
    ObjectNode values = object.putObject("metadata");
    metadata.asMap().forEach((key, value) -> put(values, key, value));
  }

  private static void put(ObjectNode object, String key, MetadataValue value) {
    switch (value) {
      case MetadataValue.StringValue(String string) -> object.put(key, string);
      case MetadataValue.LongValue(long number) -> object.put(key, number);
      case MetadataValue.DoubleValue(double number) -> object.put(key, number);
      case MetadataValue.BooleanValue(boolean flag) -> object.put(key, flag);
      case MetadataValue.InstantValue(var instant) -> put(object, key, instant);
      case MetadataValue.StringsValue(var strings) -> {
        var array = object.putArray(key);
        strings.forEach(array::add);
      }
    }
  }
}
