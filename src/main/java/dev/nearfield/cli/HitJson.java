package dev.nearfield.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import dev.nearfield.model.MetadataValue;
import java.io.PrintWriter;

/** Hits for programs: one JSON object a line. */
final class HitJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HitJson() {}

  static void print(PrintWriter out, Hits hits) {
    for (Hit hit : hits) {
      try {
        out.println(JSON.writeValueAsString(object(hit)));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A hit cannot be written as JSON: " + hit, e);
      }
    }
  }

  private static ObjectNode object(Hit hit) {
    ObjectNode object = JSON.createObjectNode();
    object.put("rank", hit.rank());
    object.put("id", hit.documentId());
    object.put("chunk", hit.chunk().ordinal());
    object.put("score", hit.score());
    if (Double.isNaN(hit.distance())) {
      object.putNull("distance");
    } else {
      object.put("distance", hit.distance());
    }
    object.put("title", hit.title());
    object.put("text", hit.text());
    object.put("source", hit.source());
    ObjectNode metadata = object.putObject("metadata");
    hit.metadata().asMap().forEach((key, value) -> put(metadata, key, value));
    return object;
  }

  private static void put(ObjectNode object, String key, MetadataValue value) {
    switch (value) {
      case MetadataValue.StringValue(String string) -> object.put(key, string);
      case MetadataValue.LongValue(long number) -> object.put(key, number);
      case MetadataValue.DoubleValue(double number) -> object.put(key, number);
      case MetadataValue.BooleanValue(boolean flag) -> object.put(key, flag);
      case MetadataValue.InstantValue(var instant) -> object.put(key, instant.toString());
      case MetadataValue.StringsValue(var strings) -> {
        var array = object.putArray(key);
        strings.forEach(array::add);
      }
    }
  }
}
