package dev.nearfield.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A value of one metadata key: one of six types, which is part of the key's name in the index, so
 * that the same key may hold a number in one document and a string in another.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="metadata-value"}
 *
 * @see Metadata
 */
public sealed interface MetadataValue {

  /** The value as a plain Java object: String, Long, Double, Boolean, Instant or List. */
  Object toObject();

  /** A string, kept and compared as it is. */
  record StringValue(String value) implements MetadataValue {
    @Override
    public Object toObject() {
      return value;
    }
  }

  /** A whole number. */
  record LongValue(long value) implements MetadataValue {
    @Override
    public Object toObject() {
      return value;
    }
  }

  /** A floating-point number; not-a-number is refused, because it has no place in an order. */
  record DoubleValue(double value) implements MetadataValue {
    public DoubleValue {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("A metadata number must not be NaN.");
      }
    }

    @Override
    public Object toObject() {
      return value;
    }
  }

  /** True or false. */
  record BooleanValue(boolean value) implements MetadataValue {
    @Override
    public Object toObject() {
      return value;
    }
  }

  /**
   * A moment in time, cut to the microsecond (as a PostgreSQL timestamp is), from the year -290,308
   * to 294,247.
   */
  record InstantValue(Instant value) implements MetadataValue {
    public InstantValue {
      value = value.truncatedTo(ChronoUnit.MICROS);
      microsOf(value);
    }

    /** Microseconds since 1970-01-01T00:00Z. */
    public long micros() {
      return microsOf(value);
    }

    private static long microsOf(Instant instant) {
      try {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(
            "The time " + instant + " is outside the years -290,308 to 294,247.", e);
      }
    }

    @Override
    public Object toObject() {
      return value;
    }
  }

  /** A list of strings, in the given order, duplicates kept. */
  record StringsValue(List<String> value) implements MetadataValue {
    public StringsValue {
      value = List.copyOf(value);
    }

    @Override
    public Object toObject() {
      return value;
    }
  }

  /**
   * The metadata value of a Java object.
   *
   * @param object a String or other CharSequence, Character, Enum, UUID (as strings), Byte, Short,
   *     Integer, Long, Float, Double, Boolean, Instant, or a Collection of strings
   * @throws IllegalArgumentException naming the type, when it is none of these
   */
  static MetadataValue of(Object object) {
    return switch (object) {
      case MetadataValue value -> value;
      case CharSequence s -> new StringValue(s.toString());
      case Character c -> new StringValue(c.toString());
      case Enum<?> e -> new StringValue(e.name());
      case java.util.UUID u -> new StringValue(u.toString());
      case Byte n -> new LongValue(n);
      case Short n -> new LongValue(n);
      case Integer n -> new LongValue(n);
      case Long n -> new LongValue(n);
      case Float n -> new DoubleValue(n);
      case Double n -> new DoubleValue(n);
      case Boolean b -> new BooleanValue(b);
      case Instant i -> new InstantValue(i);
      case java.util.Collection<?> c -> strings(c);
      default ->
          throw new IllegalArgumentException(
              "Metadata cannot hold a "
                  + object.getClass().getName()
                  + ". Give a string, a number, a boolean, an Instant or a list of strings.");
    };
  }

  private static StringsValue strings(java.util.Collection<?> items) {
    return new StringsValue(
        items.stream()
            .map(
                item -> {
                  if (item instanceof CharSequence s) {
                    return s.toString();
                  }
                  throw new IllegalArgumentException(
                      "A metadata list holds strings only, and not the value "
                          + item
                          + ". Turn its items into strings.");
                })
            .toList());
  }
}
