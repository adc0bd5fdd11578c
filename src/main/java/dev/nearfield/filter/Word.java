package dev.nearfield.filter;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reserved words of the text syntax, in any case. */
enum Word {
  AND,
  OR,
  NOT,
  IN,
  BETWEEN,
  CONTAINS,
  HAS,
  STARTS,
  WITH,
  EXISTS,
  MISSING,
  TRUE,
  FALSE,
  INSTANT,
  INFINITY;

  static @Nullable Word of(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (Word word : values()) {
      if (word.name().equals(upper)) {
        return word;
      }
    }
    return null;
  }
}
