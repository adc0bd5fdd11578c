package dev.nearfield.eval;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.InvalidInputException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a JSON lines file, one object a line; every error names the file and the line. */
final class JsonRows implements AutoCloseable {
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(TextLines.LONGEST_LINE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private final TextLines lines;

  JsonRows(Path file) {
    lines = TextLines.open(file);
  }

  /** The next row, or null at the end of the file. */
  @Nullable Row next() {
    String line = lines.next();
    if (line == null) {
      return null;
    }
    try {
      JsonNode node = READER.readValue(line);
      if (node instanceof ObjectNode object) {
        return new Row(object);
      }
      throw malformed("a row must be a JSON object in braces, got " + describe(node) + ".");
    } catch (JsonProcessingException e) {
      throw malformed(
          "the row is not valid JSON"
              + column(e)
              + ": "
              + reason(e)
              + ". Write one JSON object a line.",
          e);
    }
  }

  private static String column(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null ? "" : " at column " + location.getColumnNr();
  }

  private static String reason(JsonProcessingException e) {
    return switch (e) {
      case JsonEOFException cutOff -> "the line ends before the value does";
      case MismatchedInputException trailing -> "a second value begins there";
      default -> e.getOriginalMessage();
    };
  }

  long lineNumber() {
    return lines.number();
  }

  InvalidInputException malformed(String problem) {
    return lines.malformed(problem);
  }

  InvalidInputException malformed(String problem, Throwable cause) {
    return lines.malformed(problem, cause);
  }

  InvalidInputException malformedFile(String problem) {
    return lines.malformedFile(problem);
  }

  @Override
  public void close() {
    lines.close();
  }

  private static String describe(JsonNode node) {
    String type = node.getNodeType().name().toLowerCase(Locale.ROOT);
    return node.isNull() ? type : (node.isContainerNode() ? "an " : "a ") + type;
  }

  /** One object, whose members are asked for by name and type. */
  final class Row {
    private final ObjectNode object;

    private Row(ObjectNode object) {
      this.object = object;
    }

    String requiredString(String member) {
      JsonNode value = object.get(member);
      if (value == null) {
        throw malformed(
            "the member '" + member + "' is missing. Give every row a string '" + member + "'.");
      }
      return string(member, value);
    }

    /** The string of a member, or null when it is missing, null or empty. */
    @Nullable String optionalString(String member) {
      JsonNode value = object.get(member);
      if (value == null || value.isNull()) {
        return null;
      }
      String string = string(member, value);
      return string.isEmpty() ? null : string;
    }

    /** The object of a member, or null when it is missing or null. */
    @Nullable ObjectNode optionalObject(String member) {
      JsonNode value = object.get(member);
      if (value == null || value.isNull()) {
        return null;
      }
      if (value instanceof ObjectNode node) {
        return node;
      }
      throw malformed(
          "the member '"
              + member
              + "' must be an object, got "
              + describe(value)
              + ". Write it in braces, or leave it out.");
    }

    private String string(String member, JsonNode value) {
      if (value.isTextual()) {
        return value.textValue();
      }
      throw malformed(
          "the member '"
              + member
              + "' must be a string, got "
              + describe(value)
              + ". Write it in double quotes.");
    }
  }
}
