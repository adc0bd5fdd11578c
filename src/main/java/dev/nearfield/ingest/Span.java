package dev.nearfield.ingest;

import org.jspecify.annotations.Nullable;

/** A stretch of a text, in UTF-16 code units. */
record Span(int start, int end) {

  String of(String text) {
    return text.substring(start, end);
  }

  int length() {
    return end - start;
  }

  /** This span without white space at its ends, or null when there is nothing else. */
  @Nullable Span trimmed(String text) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return from == to ? null : new Span(from, to);
  }
}
