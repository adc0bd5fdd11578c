package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks through a PDF before it is parsed, in one pass and in constant memory: a parser unpacks a
 * deflated stream into memory whole, a thousand times its size at worst, and makes what it can of a
 * file that is cut short.
 */
final class PdfGuard implements AutoCloseable {
  /** Page contents and fonts stay far below; images are larger, and not unpacked for their text. */
  private static final long MOST_UNPACKED = 64L << 20;

  private static final long MOST_UNPACKED_IMAGE = 512L << 20;
  private static final int TAIL = 2_048;
  private static final byte[] STREAM = ascii("stream");
  private static final byte[] END_STREAM = ascii("endstream");
  private static final byte[] OBJECT = ascii(" obj");
  private static final byte[] END_OF_FILE = ascii("%%EOF");
  private static final byte[] IMAGE = ascii("/Image");

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private long consumed;

  /** The last bytes read, as a ring whose oldest byte is at {@code tailEnd}. */
  private final byte[] tail = new byte[TAIL];

  private int tailEnd;

  private PdfGuard(InputStream in) {
    this.in = in;
  }

  /** Throws for a file that is no PDF, is cut short, or unpacks to more than a PDF's text needs. */
  static void check(Path file) throws IOException {
    try (var guard = new PdfGuard(Files.newInputStream(file))) {
      guard.check();
    }
  }

  private void check() throws IOException {
    boolean complete = false;
    for (int b = next(); b >= 0; b = next()) {
      tail[tailEnd] = (byte) b;
      tailEnd = (tailEnd + 1) % TAIL;
      if (b == 'F' && endsWith(END_OF_FILE)) {
        complete = true;
      } else if (b == 'j' && endsWith(OBJECT)) {
        complete = false;
      } else if (b == 'm' && endsWith(STREAM) && !endsWith(END_STREAM)) {
        unpack(tailContains(IMAGE) ? MOST_UNPACKED_IMAGE : MOST_UNPACKED);
      }
    }
    if (!complete) {
      throw new InvalidInputException(
          "It does not end as a PDF does (%%EOF), so it is cut short or no PDF. Fetch it again.");
    }
  }

  private int next() throws IOException {
    return position < limit || fill() ? buffer[position++] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    consumed += limit;
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private boolean endsWith(byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (tail[Math.floorMod(tailEnd - word.length + i, TAIL)] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean tailContains(byte[] word) {
    String last = new String(tail, StandardCharsets.ISO_8859_1);
    String inOrder = last.substring(tailEnd) + last.substring(0, tailEnd);
    int object = Math.max(0, inOrder.lastIndexOf(" obj"));
    return inOrder.indexOf(new String(word, StandardCharsets.ISO_8859_1), object) >= 0;
  }

  /** Unpacks and forgets what follows, as far as it is a deflated stream. */
  private void unpack(long most) throws IOException {
    long start = consumed + position;
    int first = next();
    if (first == '\r') {
      first = next();
    }
    if (first == '\n') {
      next();
    }
    next();
    var inflater = new Inflater(true);
    try {
      var sink = new byte[1 << 16];
      while (!inflater.finished()) {
        if (inflater.inflate(sink) == 0) {
          if (!inflater.needsInput() || (position == limit && !fill())) {
            break;
          }
          inflater.setInput(buffer, position, limit - position);
          position = limit;
        }
        if (inflater.getBytesWritten() > most) {
          throw new InvalidInputException(
              "The stream at byte %,d unpacks to more than %,d bytes, as in a decompression bomb. Exclude the file."
                  .formatted(start, most));
        }
      }
    } catch (DataFormatException e) {
      // Not deflated: the search goes on after what was looked at.
    } finally {
      position -= inflater.getRemaining();
      inflater.end();
    }
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
