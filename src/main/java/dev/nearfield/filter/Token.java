package dev.nearfield.filter;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a filter's text.
 *
 * @param text what it stands for: quotes and their doubling removed, else as written
 * @param word the reserved word that it is, or null
 * @param start where it begins in the filter's text
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String text, @Nullable Word word, int start, int end) {

  enum Kind {
    NAME,
    WORD,
    QUOTED_NAME,
    BUILT_IN,
    STRING,
    WHOLE_NUMBER,
    DECIMAL_NUMBER,
    DATE,
    SYMBOL,
    END
  }

  boolean is(Word other) {
    return word == other;
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }
}
