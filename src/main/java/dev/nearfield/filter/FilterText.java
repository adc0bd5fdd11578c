package dev.nearfield.filter;

import dev.nearfield.model.InvalidInputException;

/** The text of a filter, which can point at a place in itself. */
record FilterText(String text) {
  private static final int WIDEST_EXCERPT = 72;

  /**
   * An error that names the column, and the line if there are several, and shows the line with a
   * caret below the place. Columns count code points from 1.
   */
  InvalidInputException error(int offset, String problem) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    int lineEnd = text.indexOf('\n', offset);
    String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    int column = text.codePointCount(lineStart, offset);
    String place = "column " + (column + 1);
    if (text.indexOf('\n') >= 0) {
      long lineNumber = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
      place = "line " + lineNumber + ", " + place;
    }
    return new InvalidInputException(
        "The filter is not understood at " + place + ": " + problem + "\n" + excerpt(line, column));
  }

  private static String excerpt(String line, int column) {
    int[] shown = Printer.withoutControls(line).codePoints().toArray();
    int from = Math.max(0, Math.min(column - WIDEST_EXCERPT / 2, shown.length - WIDEST_EXCERPT));
    int to = Math.min(shown.length, from + WIDEST_EXCERPT);
    String before = from > 0 ? "..." : "";
    String after = to < shown.length ? "..." : "";
    return "  "
        + before
        + new String(shown, from, to - from)
        + after
        + "\n  "
        + " ".repeat(before.length() + column - from)
        + "^";
  }
}
