package dev.nearfield.filter;

import dev.nearfield.model.MetadataValue;
import java.util.List;

/** Refuses operands with which a condition could not hold for any document. */
final class Operands {
  private static final String IN_WRITING =
      ", written 2024-01-31 in text and {\"$instant\": \"2024-01-31T00:00:00Z\"} in JSON.";

  private Operands() {}

  /** One value, of a kind that the key can hold. */
  static MetadataValue single(Key key, String operation, MetadataValue value) {
    Kind kind = Kind.of(value);
    if (kind == Kind.LIST) {
      throw new IllegalArgumentException(
          operation
              + " compares with one value, got the list "
              + Printer.shown(value)
              + ". Use in for any of several values, and has for an item of a list.");
    }
    if (value instanceof MetadataValue.StringValue(String string)) {
      wellFormed(string);
    }
    if (key instanceof Key.BuiltIn builtIn && builtIn.kind() != kind) {
      throw new IllegalArgumentException(
          builtIn
              + " holds "
              + builtIn.kind()
              + " and is never equal to "
              + Printer.shown(value)
              + ". Compare it with "
              + builtIn.kind()
              + (builtIn.isInstant() ? IN_WRITING : "."));
    }
    return value;
  }

  /** Values for a condition that asks for any of them. */
  static List<MetadataValue> several(Key key, String operation, List<MetadataValue> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          operation
              + " needs at least one value, got none for the key "
              + key
              + ". Without values it would match nothing, and its negation everything.");
    }
    return values.stream().map(value -> single(key, operation, value)).toList();
  }

  /** One value of a kind that has an order. */
  static MetadataValue ordered(Key key, String operation, MetadataValue value) {
    if (Kind.of(value) == Kind.BOOLEAN) {
      throw new IllegalArgumentException(
          operation
              + " needs a number, a string or an instant, got "
              + Printer.shown(value)
              + ". Compare a boolean with = or !=.");
    }
    return single(key, operation, value);
  }

  /** A string for a condition on strings. */
  static String text(Key key, String operation, String text) {
    if (key instanceof Key.BuiltIn builtIn && builtIn.isInstant()) {
      throw new IllegalArgumentException(
          builtIn
              + " holds an instant, and "
              + operation
              + " looks into strings. Compare it with an instant"
              + IN_WRITING);
    }
    return wellFormed(text);
  }

  /** An item for a condition on lists. */
  static String item(Key key, String item) {
    if (key instanceof Key.BuiltIn builtIn) {
      throw new IllegalArgumentException(
          builtIn + " is no list, and HAS asks for an item of a list. Compare it with =.");
    }
    return wellFormed(item);
  }

  /** Half a surrogate pair has no UTF-8 form, so no index can hold it. */
  static String wellFormed(String string) {
    int length = string.length();
    for (int i = 0; i < length; i++) {
      char c = string.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < length
              && Character.isLowSurrogate(string.charAt(i + 1));
      if (!pair) {
        throw new IllegalArgumentException(
            String.format(
                "A string of a filter has half a surrogate pair (U+%04X) at position %d. Decode the"
                    + " text again, or leave the character out.",
                (int) c, i));
      }
      i++;
    }
    return string;
  }
}
