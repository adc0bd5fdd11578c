package dev.nearfield.filter;

import dev.nearfield.model.MetadataValue;

/** What values can be compared with each other: those of one kind. */
enum Kind {
  STRING("a string"),
  NUMBER("a number"),
  BOOLEAN("a boolean"),
  INSTANT("an instant"),
  LIST("a list");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  static Kind of(MetadataValue value) {
    return switch (value) {
      case MetadataValue.StringValue v -> STRING;
      case MetadataValue.LongValue v -> NUMBER;
      case MetadataValue.DoubleValue v -> NUMBER;
      case MetadataValue.BooleanValue v -> BOOLEAN;
      case MetadataValue.InstantValue v -> INSTANT;
      case MetadataValue.StringsValue v -> LIST;
    };
  }

  /** The kind with its article. */
  @Override
  public String toString() {
    return words;
  }
}
