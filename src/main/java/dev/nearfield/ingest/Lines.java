package dev.nearfield.ingest;

import java.io.IOException;
import java.io.Reader;

/**
 * The lines of a text, one in memory at a time; the rest of a line over the limit is passed over.
 */
final class Lines {
  private final Reader reader;
  private final int maxChars;
  private final char[] buffer = new char[1 << 16];
  private int position;
  private int limit;
  private final StringBuilder line = new StringBuilder();
  private boolean tooLong;
  private long number;

  Lines(Reader reader, int maxChars) {
    this.reader = reader;
    this.maxChars = maxChars;
  }

  /** Goes to the next line; false when there is none. */
  boolean advance() throws IOException {
    line.setLength(0);
    if (line.capacity() > buffer.length) {
      line.trimToSize();
    }
    tooLong = false;
    number++;
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      take(end);
      if (end < limit) {
        position = end + 1;
        return true;
      }
      position = end;
    }
    return any;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, reader.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private void take(int end) {
    if (!tooLong && line.length() + (end - position) > maxChars) {
      tooLong = true;
      line.setLength(0);
    }
    if (!tooLong) {
      line.append(buffer, position, end - position);
    }
  }

  /** The line without its end. */
  String text() {
    int length = line.length();
    return line.substring(0, length > 0 && line.charAt(length - 1) == '\r' ? length - 1 : length);
  }

  /** Whether the line has more characters than are allowed; its text is gone then. */
  boolean tooLong() {
    return tooLong;
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }
}
