package dev.nearfield.cli;

/** A text as a piece of one line, cut where it is too long. */
final class OneLine {
  private OneLine() {}

  static String of(String text, int width) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
