package dev.nearfield.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The typed key-value pairs of a document, in the order given. Immutable.
 *
 * <p>A key is any non-blank string of at most 256 characters; a value is one of the types of {@link
 * MetadataValue}. {@code Metadata.of("lang", "en", "year", 2024)} reads as it looks.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="metadata"}
 */
public final class Metadata {
  private static final int LONGEST_KEY = 256;
  private static final Metadata EMPTY = new Metadata(Map.of());

  private final Map<String, MetadataValue> values;

  private Metadata(Map<String, MetadataValue> values) {
    this.values = values;
  }

  /** No metadata. */
  public static Metadata empty() {
    return EMPTY;
  }

  /**
   * Metadata from keys and values in turn.
   *
   * @param keysAndValues a key, its value, a key, its value, and so on
   * @throws IllegalArgumentException for an odd count, a key that is no string, a key given twice,
   *     or a value of a type that metadata cannot hold
   */
  public static Metadata of(Object... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Metadata.of takes keys and values in turn, got " + keysAndValues.length + " arguments.");
    }
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (!(keysAndValues[i] instanceof String key)) {
        throw new IllegalArgumentException(
            "A metadata key must be a string, got " + keysAndValues[i] + ".");
      }
      if (map.put(key, keysAndValues[i + 1]) != null) {
        throw new IllegalArgumentException("The metadata key '" + key + "' is given twice.");
      }
    }
    return of(map);
  }

  /**
   * Metadata from a map of plain Java objects or {@link MetadataValue}s, in the map's order.
   *
   * @throws IllegalArgumentException naming the key, for a key or value that metadata cannot hold
   */
  public static Metadata of(Map<String, ?> map) {
    if (map.isEmpty()) {
      return EMPTY;
    }
    var values = new LinkedHashMap<String, MetadataValue>(map.size() * 2);
    map.forEach((key, value) -> values.put(checkKey(key), checkValue(key, value)));
    return new Metadata(Collections.unmodifiableMap(values));
  }

  private static String checkKey(String key) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException(
          "A metadata key must have 1 to "
              + LONGEST_KEY
              + " characters and not be blank, got "
              + (key.isBlank() ? "'" + key + "'" : key.length() + " characters")
              + ".");
    }
    return key;
  }

  private static MetadataValue checkValue(String key, Object value) {
    try {
      return MetadataValue.of(value);
    } catch (IllegalArgumentException | NullPointerException e) {
      String reason = e instanceof NullPointerException ? "It is null." : e.getMessage();
      throw new IllegalArgumentException("Metadata '" + key + "': " + reason, e);
    }
  }

  /** This metadata with one more or one other value. */
  public Metadata with(String key, Object value) {
    var map = new LinkedHashMap<String, Object>(values);
    map.put(key, value);
    return of(map);
  }

  /** This metadata with the other's values put over it. */
  public Metadata with(Metadata other) {
    var map = new LinkedHashMap<String, Object>(values);
    map.putAll(other.values);
    return of(map);
  }

  /** This metadata without a key. */
  public Metadata without(String key) {
    var map = new LinkedHashMap<String, Object>(values);
    map.remove(key);
    return of(map);
  }

  /** The value of a key. */
  public Optional<MetadataValue> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The string of a key; empty when the key is missing or of another type. */
  public Optional<String> string(String key) {
    return values.get(key) instanceof MetadataValue.StringValue(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The whole number of a key; empty when the key is missing or of another type. */
  public Optional<Long> number(String key) {
    return values.get(key) instanceof MetadataValue.LongValue(long value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The moment of a key; empty when the key is missing or of another type. */
  public Optional<Instant> instant(String key) {
    return values.get(key) instanceof MetadataValue.InstantValue(Instant value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The list of a key; empty when the key is missing or of another type. */
  public List<String> strings(String key) {
    return values.get(key) instanceof MetadataValue.StringsValue(List<String> value)
        ? value
        : List.of();
  }

  /** The keys, in order. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** Whether there is no key. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Keys and typed values, in order; unmodifiable. */
  public Map<String, MetadataValue> asMap() {
    return values;
  }

  /** Keys and plain Java objects (String, Long, Double, Boolean, Instant, List), in order. */
  public Map<String, Object> toObjects() {
    var map = new LinkedHashMap<String, Object>(values.size() * 2);
    values.forEach((key, value) -> map.put(key, value.toObject()));
    return Collections.unmodifiableMap(map);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metadata metadata && values.equals(metadata.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return toObjects().toString();
  }
}
