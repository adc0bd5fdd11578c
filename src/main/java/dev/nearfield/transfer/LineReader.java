package dev.nearfield.transfer;

import com.fasterxml.jackson.core.JsonToken;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.Place;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Block;
import dev.nearfield.store.FileRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lines behind the first as {@link LineWriter} writes them. */
final class LineReader {
  private final JsonValues json;
  private final int dimension;

  LineReader(JsonValues json, int dimension) {
    this.json = json;
    this.dimension = dimension;
  }

  /** What a line holds. */
  sealed interface Line {
    /** A document with its chunks. */
    record OfDocument(Block block) implements Line {}

    /** The record of a file. */
    record OfFile(FileRecord file) implements Line {}

    /** A named value, its bytes in base 64. */
    record OfAttachment(String name, String content) implements Line {}

    /** The counts at the end. */
    record OfEnd(TransferReport all) implements Line {}
  }

  /** The next line; its first member tells what it is. Null at the end of the file. */
  @Nullable Line next() {
    if (!json.nextObject()) {
      return null;
    }
    String first = json.nextMember();
    return switch (first) {
      case Members.ID -> new Line.OfDocument(document(json.string(Members.ID)));
      case Members.FILE -> new Line.OfFile(file(json.string(Members.FILE)));
      case Members.ATTACHMENT -> attachment(json.string(Members.ATTACHMENT));
      case Members.END -> new Line.OfEnd(end());
      case null -> throw json.malformed("the object is empty.");
      default ->
          throw json.malformed(
              "the line begins with '"
                  + first
                  + "', and must with 'id', 'file',"
                  + " 'attachment' or 'end'.");
    };
  }

  private Block document(String id) {
    String title = null;
    String text = null;
    String summary = null;
    String source = null;
    Instant created = null;
    Instant updated = null;
    Instant expires = null;
    String hash = null;
    Metadata metadata = Metadata.empty();
    List<PendingChunk> chunks = List.of();
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case Members.TITLE -> title = json.string(member);
        case Members.TEXT -> text = json.string(member);
        case Members.SUMMARY -> summary = json.string(member);
        case Members.SOURCE -> source = json.string(member);
        case Members.CREATED -> created = json.time(member);
        case Members.UPDATED -> updated = json.time(member);
        case Members.EXPIRES -> expires = json.time(member);
        case Members.HASH -> hash = json.string(member);
        case Members.METADATA -> metadata = metadata();
        case Members.CHUNKS -> chunks = chunks();
        default -> throw json.unknown(member);
      }
    }
    String whole = json.required(Members.TEXT, text);
    return new Block(
        new SourceDocument(id, title, whole, summary, source, created, updated, expires, metadata),
        chunks.stream().map(chunk -> chunk.of(whole)).toList(),
        json.required(Members.HASH, hash));
  }

  private Metadata metadata() {
    Map<String, Object> values = new LinkedHashMap<>();
    json.into(Members.METADATA, JsonToken.START_OBJECT);
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      values.put(key, value(key));
    }
    return Metadata.of(values);
  }

  private Object value(String key) {
    return switch (json.nextValue()) {
      case VALUE_STRING -> json.text();
      case VALUE_NUMBER_INT -> json.longNumber();
      case VALUE_NUMBER_FLOAT -> Double.valueOf(json.text());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_ARRAY -> strings(key);
      case START_OBJECT -> tagged(key);
      case VALUE_NULL, NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw json.malformed("metadata '" + key + "' has no value.");
    };
  }

  private List<String> strings(String key) {
    List<String> strings = new ArrayList<>();
    while (json.nextElement()) {
      strings.add(json.element("metadata '" + key + "'"));
    }
    return strings;
  }

  private Object tagged(String key) {
    String type = json.nextMember();
    Object value =
        switch (type) {
          case Members.INSTANT -> json.time(key);
          case Members.DOUBLE -> infinity(json.string(key));
          case null -> throw json.malformed("metadata '" + key + "' is an empty object.");
          default -> throw json.unknown(type);
        };
    String more = json.nextMember();
    if (more != null) {
      throw json.unknown(more);
    }
    return value;
  }

  private double infinity(String text) {
    return switch (text) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw json.malformed("a double in quotes must be Infinity or -Infinity.");
    };
  }

  private List<PendingChunk> chunks() {
    List<PendingChunk> chunks = new ArrayList<>();
    json.into(Members.CHUNKS, JsonToken.START_ARRAY);
    while (json.nextElement()) {
      chunks.add(chunk());
    }
    return chunks;
  }

  private PendingChunk chunk() {
    Integer ordinal = null;
    Integer start = null;
    Integer end = null;
    String text = null;
    String heading = null;
    Integer page = null;
    Embedding vector = null;
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case Members.ORDINAL -> ordinal = json.number(member);
        case Members.START -> start = json.number(member);
        case Members.END -> end = json.number(member);
        case Members.TEXT -> text = json.string(member);
        case Members.HEADING -> heading = json.string(member);
        case Members.PAGE -> page = json.number(member);
        case Members.VECTOR -> vector = vector();
        default -> throw json.unknown(member);
      }
    }
    return new PendingChunk(
        json.required(Members.ORDINAL, ordinal),
        json.required(Members.START, start),
        json.required(Members.END, end),
        text,
        new Place(heading, page),
        json.required(Members.VECTOR, vector));
  }

  /** Read from its digits: a detour over a double could round twice. */
  private Embedding vector() {
    float[] components = new float[dimension];
    int length = 0;
    json.into(Members.VECTOR, JsonToken.START_ARRAY);
    while (json.nextElement()) {
      if (length == components.length) {
        throw json.malformed("a vector has more than the model's " + dimension + " components.");
      }
      components[length++] = json.component();
    }
    return Embedding.of(Arrays.copyOf(components, length));
  }

  /** A chunk whose text may be a piece of the document's. */
  private record PendingChunk(
      int ordinal, int start, int end, @Nullable String text, Place place, Embedding vector) {
    EmbeddedChunk of(String whole) {
      String piece = text == null ? whole.substring(start, end) : text;
      return new EmbeddedChunk(new Chunk(ordinal, start, end, piece), place, vector);
    }
  }

  private FileRecord file(String name) {
    String path = null;
    Long size = null;
    Instant modified = null;
    String hash = null;
    Integer documents = null;
    String readers = null;
    Instant read = null;
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case Members.PATH -> path = json.string(member);
        case Members.SIZE -> size = json.longNumber(member);
        case Members.MODIFIED -> modified = json.time(member);
        case Members.HASH -> hash = json.string(member);
        case Members.DOCUMENTS -> documents = json.number(member);
        case Members.READERS -> readers = json.string(member);
        case Members.READ -> read = json.time(member);
        default -> throw json.unknown(member);
      }
    }
    return new FileRecord(
        name,
        json.required(Members.PATH, path),
        json.required(Members.SIZE, size),
        json.required(Members.MODIFIED, modified),
        json.required(Members.HASH, hash),
        json.required(Members.DOCUMENTS, documents),
        json.required(Members.READERS, readers),
        json.required(Members.READ, read));
  }

  private Line attachment(String name) {
    String content = null;
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case Members.CONTENT -> content = json.string(member);
        default -> throw json.unknown(member);
      }
    }
    return new Line.OfAttachment(name, json.required(Members.CONTENT, content));
  }

  private TransferReport end() {
    long documents = 0;
    long chunks = 0;
    long files = 0;
    long attachments = 0;
    json.into(Members.END, JsonToken.START_OBJECT);
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case Members.DOCUMENTS -> documents = json.longNumber(member);
        case Members.CHUNKS -> chunks = json.longNumber(member);
        case Members.FILES -> files = json.longNumber(member);
        case Members.ATTACHMENTS -> attachments = json.longNumber(member);
        default -> throw json.unknown(member);
      }
    }
    String more = json.nextMember();
    if (more != null) {
      throw json.unknown(more);
    }
    return new TransferReport(documents, chunks, files, attachments);
  }
}
