package dev.nearfield.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The values of a file of JSON lines, one after the other, unpacked where its name ends in {@code
 * .gz}. Every error names the file and the line. Holds one value in memory.
 */
final class JsonValues implements AutoCloseable {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final Path file;
  private final JsonParser json;

  private JsonValues(Path file, JsonParser json) {
    this.file = file;
    this.json = json;
  }

  static JsonValues open(Path file) {
    try {
      InputStream raw = Files.newInputStream(file);
      try {
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        return new JsonValues(file, JSON.createParser(in));
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "There is no file " + file + ". Check the path and its spelling.", e);
    } catch (IOException e) {
      throw failed(file, 0, e);
    }
  }

  /** Steps into the next object; false at the end of the file. */
  boolean nextObject() {
    JsonToken token = next();
    if (token == null) {
      return false;
    }
    if (token != JsonToken.START_OBJECT) {
      throw malformed("an object in braces is expected here, got " + describe() + ".");
    }
    return true;
  }

  /** The next member of the object that was stepped into; null at its end, which is passed. */
  @Nullable String nextMember() {
    return next() == JsonToken.END_OBJECT ? null : name();
  }

  /** Whether the array that was stepped into has another element, which is stepped to. */
  boolean nextElement() {
    return next() != JsonToken.END_ARRAY;
  }

  /** Steps to the value of a member, and into it when it is an object or array. */
  JsonToken nextValue() {
    JsonToken token = next();
    if (token == null) {
      throw malformed("the file ends in the middle of a value.");
    }
    return token;
  }

  private @Nullable JsonToken next() {
    try {
      return json.nextToken();
    } catch (JsonProcessingException e) {
      throw malformed("this is not valid JSON (" + e.getOriginalMessage() + ").", e);
    } catch (IOException e) {
      throw failed(file, line(), e);
    }
  }

  private String name() {
    try {
      return json.currentName();
    } catch (IOException e) {
      throw failed(file, line(), e);
    }
  }

  /** The text of the value that was stepped to. */
  String text() {
    try {
      return json.getText();
    } catch (JsonProcessingException e) {
      throw malformed("this is not valid JSON (" + e.getOriginalMessage() + ").", e);
    } catch (IOException e) {
      throw failed(file, line(), e);
    }
  }

  String string(String member) {
    expect(member, "a string", nextValue() == JsonToken.VALUE_STRING);
    return text();
  }

  Instant time(String member) {
    return time(member, string(member));
  }

  Instant time(String member, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw malformed("'" + member + "' must be a time as 2026-01-31T10:00:00Z, got " + text, e);
    }
  }

  boolean flag(String member) {
    expect(member, "true or false", nextValue().isBoolean());
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  int number(String member) {
    long number = longNumber(member);
    expect(member, "a number of 32 bits", number == (int) number);
    return (int) number;
  }

  long longNumber(String member) {
    expect(member, "a whole number", nextValue() == JsonToken.VALUE_NUMBER_INT);
    return longNumber();
  }

  /** The whole number that was stepped to. */
  long longNumber() {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException e) {
      throw malformed(text() + " is over 64 bits.", e);
    }
  }

  /** The string that was stepped to as an element. */
  String element(String of) {
    expect(of, "a list of strings", json.currentToken() == JsonToken.VALUE_STRING);
    return text();
  }

  /** The component of a vector that was stepped to. */
  float component() {
    JsonToken token = json.currentToken();
    expect("vector", "an array of numbers", token != null && token.isNumeric());
    return Float.parseFloat(text());
  }

  void into(String member, JsonToken begin) {
    expect(
        member,
        begin == JsonToken.START_ARRAY ? "an array in brackets" : "an object in braces",
        nextValue() == begin);
  }

  private void expect(String member, String what, boolean met) {
    if (!met) {
      throw malformed("'" + member + "' must be " + what + ", got " + describe() + ".");
    }
  }

  private String describe() {
    JsonToken token = json.currentToken();
    return token == null
        ? "the end of the file"
        : token.isScalarValue() ? text() : token.asString();
  }

  private long line() {
    return json.currentTokenLocation().getLineNr();
  }

  <T> T required(String member, @Nullable T value) {
    if (value == null) {
      throw malformed("the member '" + member + "' is missing.");
    }
    return value;
  }

  InvalidInputException unknown(String member) {
    return malformed(
        "there is no member '"
            + member
            + "' here. Leave it out, or import with the version that"
            + " exported it.");
  }

  InvalidInputException malformed(String problem) {
    return malformed(problem, null);
  }

  /** An error at the line that is being read. */
  InvalidInputException malformed(String problem, @Nullable Throwable cause) {
    return new InvalidInputException(file + ", line " + line() + ": " + problem, cause);
  }

  /** A refusal of what stands in this line, with file and line where it lacks them. */
  InvalidInputException located(InvalidInputException refusal) {
    return refusal.getMessage().startsWith(file + ", ")
        ? refusal
        : malformed(refusal.getMessage(), refusal);
  }

  private static RuntimeException failed(Path file, long line, IOException e) {
    String where = file + (line == 0 ? "" : ", after line " + line);
    return switch (e) {
      case ZipException damaged ->
          new InvalidInputException(
              where + ": the file is not valid gzip (" + e.getMessage() + "). Export again.", e);
      case EOFException cut ->
          new InvalidInputException(where + ": the file is cut off. Export again.", e);
      default ->
          new StorageException(
              "Cannot read " + where + ": " + e + ". Check the disk and the access rights.", e);
    };
  }

  @Override
  public void close() {
    try {
      json.close();
    } catch (IOException e) {
      throw failed(file, line(), e);
    }
  }
}
