package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 file, unpacked when its name ends in {@code .gz}, one at a time. Blank lines
 * and a byte order mark are passed over; a line ends with LF or CR LF. Holds one line in memory.
 */
final class TextLines implements AutoCloseable {
  static final int LONGEST_LINE = 64 << 20;
  private static final int BUFFER = 1 << 16;

  private final RowErrors errors;
  private final int longest;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private byte[] line = new byte[256];
  private long number;

  private TextLines(Path file, InputStream in, int longest) {
    this.errors = new RowErrors(file);
    this.in = in;
    this.longest = longest;
  }

  static TextLines open(Path file) {
    return open(file, LONGEST_LINE);
  }

  static TextLines open(Path file, int longest) {
    InputStream raw = null;
    try {
      raw = Files.newInputStream(file);
      return new TextLines(file, isGzip(file) ? new GZIPInputStream(raw, BUFFER) : raw, longest);
    } catch (IOException e) {
      closeQuietly(raw, e);
      throw new RowErrors(file).unreadable(0, e);
    }
  }

  static boolean isGzip(Path file) {
    return file.toString().endsWith(".gz");
  }

  private static void closeQuietly(@Nullable InputStream in, IOException cause) {
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** The next line that is not blank, or null at the end of the file. */
  @Nullable String next() {
    try {
      while (true) {
        int length = readLine();
        if (length < 0) {
          return null;
        }
        String text = decode(length);
        if (!text.isBlank()) {
          return text;
        }
      }
    } catch (IOException e) {
      throw errors.unreadable(number, e);
    }
  }

  /** Fills {@link #line}; answers its length without the line end, or -1 at the end of the file. */
  private int readLine() throws IOException {
    int length = 0;
    boolean begun = false;
    while (position < limit || fill()) {
      if (!begun) {
        begun = true;
        number++;
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      length = append(length, end);
      boolean complete = end < limit;
      position = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    }
    if (!begun) {
      return -1;
    }
    return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private int append(int length, int end) {
    int total = length + (end - position);
    if (total > longest) {
      throw malformed(
          "the line is longer than "
              + longest
              + " bytes. Each row must stand on a line of its own; split documents that are"
              + " larger.");
    }
    if (total > line.length) {
      line = Arrays.copyOf(line, Math.max(total, line.length * 2));
    }
    System.arraycopy(buffer, position, line, length, end - position);
    return total;
  }

  private String decode(int length) {
    try {
      String text = decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
      return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw malformed("the line is not UTF-8. Save the file in UTF-8.", e);
    }
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** The file that is read. */
  Path file() {
    return errors.file();
  }

  /** An error at the line that was read last. */
  InvalidInputException malformed(String problem) {
    return malformed(problem, null);
  }

  InvalidInputException malformed(String problem, @Nullable Throwable cause) {
    return errors.malformed(number, problem, cause);
  }

  /** An error of the whole file. */
  InvalidInputException malformedFile(String problem) {
    return errors.malformed(problem);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw errors.unreadable(number, e);
    }
  }
}
