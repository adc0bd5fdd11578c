package dev.nearfield.filter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.filter.Filter;
import dev.nearfield.model.InvalidInputException;

/**
 * Reads and writes filters as JSON, in the manner of Chroma and MongoDB: {@code {"lang": "en",
 * "year": {"gte": 2022}}}. The form is described on the page filters.md. Safe for concurrent use.
 *
 * {@snippet class="dev.nearfield.examples.FilterExamplesTest" region="json"}
 */
public final class FilterJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private FilterJson() {}

  /**
   * Reads a filter from JSON text.
   *
   * @throws InvalidInputException naming the place as a JSON pointer, or line and column where the
   *     text is no JSON or an object names a member twice
   */
  public static Filter parse(String json) {
    try {
      return parse(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      var location = e.getLocation();
      String place =
          location == null
              ? ""
              : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
      throw new InvalidInputException(
          "The filter is no JSON" + place + ": " + e.getOriginalMessage() + ". Correct the JSON.",
          e);
    }
  }

  /**
   * Reads a filter from a JSON object.
   *
   * @throws InvalidInputException naming the place as a JSON pointer (RFC 6901) and the value
   */
  public static Filter parse(JsonNode json) {
    return new FilterReader().read(json);
  }

  /** The JSON of a filter; it reads back as an equal filter. */
  public static ObjectNode toJson(Filter filter) {
    return FilterWriter.write(filter);
  }
}
