package dev.nearfield.store;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import dev.nearfield.model.MetadataValue.StringsValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.UnicodeUtil;

/**
 * Metadata as Lucene fields and back: one field for each key and type.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="lucene"}
 */
public final class MetadataFields {
  private MetadataFields() {}

  /** The field that holds a key's values of one type. */
  public static String name(Type type, String key) {
    return Fields.METADATA + type.label + "." + key;
  }

  /** The key of a metadata field. */
  static String key(String field) {
    return field.substring(field.indexOf('.', Fields.METADATA.length()) + 1);
  }

  /** The types of metadata values, as they stand in field names. */
  public enum Type {
    STRING("string"),
    LONG("long"),
    DOUBLE("double"),
    BOOLEAN("boolean"),
    INSTANT("instant"),
    STRINGS("strings"),
    /** A list without strings, which is stored and cannot be searched for. */
    NO_STRINGS("none");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    static Type of(String field) {
      String label =
          field.substring(Fields.METADATA.length(), field.indexOf('.', Fields.METADATA.length()));
      for (Type type : values()) {
        if (type.label.equals(label)) {
          return type;
        }
      }
      throw new IllegalArgumentException("The field " + field + " is of no known type.");
    }
  }

  /** Adds what filters and facets need: terms or points, and doc values. */
  static void addIndexed(Document document, Metadata metadata) {
    metadata.asMap().forEach((key, value) -> addIndexed(document, key, value));
  }

  private static void addIndexed(Document document, String key, MetadataValue value) {
    switch (value) {
      case StringValue(String string) ->
          document.add(keyword(name(Type.STRING, key), string, "metadata '" + key + "'"));
      case LongValue(long number) ->
          document.add(new LongField(name(Type.LONG, key), number, Store.NO));
      case DoubleValue(double number) ->
          document.add(new DoubleField(name(Type.DOUBLE, key), number + 0.0, Store.NO));
      case BooleanValue(boolean flag) ->
          document.add(new KeywordField(name(Type.BOOLEAN, key), Boolean.toString(flag), Store.NO));
      case InstantValue instant ->
          document.add(new LongField(name(Type.INSTANT, key), instant.micros(), Store.NO));
      case StringsValue(List<String> strings) ->
          strings.stream()
              .distinct()
              .forEach(
                  string ->
                      document.add(
                          keyword(name(Type.STRINGS, key), string, "metadata '" + key + "'")));
    }
  }

  /** Adds what gives the metadata back exactly, in order. */
  static void addStored(Document document, Metadata metadata) {
    metadata.asMap().forEach((key, value) -> addStored(document, key, value));
  }

  private static void addStored(Document document, String key, MetadataValue value) {
    switch (value) {
      case StringValue(String string) ->
          document.add(new StoredField(name(Type.STRING, key), string));
      case LongValue(long number) -> document.add(new StoredField(name(Type.LONG, key), number));
      case DoubleValue(double number) ->
          document.add(new StoredField(name(Type.DOUBLE, key), number));
      case BooleanValue(boolean flag) ->
          document.add(new StoredField(name(Type.BOOLEAN, key), Boolean.toString(flag)));
      case InstantValue instant ->
          document.add(new StoredField(name(Type.INSTANT, key), instant.micros()));
      case StringsValue(List<String> strings) -> {
        String name = name(Type.STRINGS, key);
        if (strings.isEmpty()) {
          document.add(new StoredField(name(Type.NO_STRINGS, key), ""));
        }
        strings.forEach(string -> document.add(new StoredField(name, string)));
      }
    }
  }

  static Metadata read(Document stored) {
    var values = new LinkedHashMap<String, Object>();
    for (IndexableField field : stored.getFields()) {
      if (field.name().startsWith(Fields.METADATA)) {
        read(field, values);
      }
    }
    return Metadata.of(values);
  }

  private static void read(IndexableField field, LinkedHashMap<String, Object> values) {
    String key = key(field.name());
    switch (Type.of(field.name())) {
      case STRING -> values.put(key, field.stringValue());
      case LONG -> values.put(key, field.numericValue().longValue());
      case DOUBLE -> values.put(key, field.numericValue().doubleValue());
      case BOOLEAN -> values.put(key, Boolean.valueOf(field.stringValue()));
      case INSTANT -> values.put(key, instant(field.numericValue().longValue()));
      case STRINGS -> {
        @SuppressWarnings("unchecked")
        List<String> list =
            (List<String>) values.computeIfAbsent(key, absent -> new ArrayList<String>());
        list.add(field.stringValue());
      }
      case NO_STRINGS -> values.put(key, List.of());
    }
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static long micros(Instant instant) {
    return new InstantValue(instant).micros();
  }

  /** An exact term, which Lucene limits in length. */
  static KeywordField keyword(String field, String value, String what) {
    int bytes = UnicodeUtil.calcUTF16toUTF8Length(value, 0, value.length());
    if (bytes > IndexWriter.MAX_TERM_LENGTH) {
      throw new InvalidInputException(
          "The "
              + what
              + " is "
              + bytes
              + " bytes long, and at most "
              + IndexWriter.MAX_TERM_LENGTH
              + " can be filtered on. Put long text into the document's text or summary.");
    }
    return new KeywordField(field, value, Store.NO);
  }
}
