package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a stream and refuses what its charset does not allow, naming the byte. A byte order mark
 * decides the charset (UTF-8, UTF-16) and is left out.
 */
final class StrictReader extends Reader {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharsetDecoder decoder;
  private long consumed;
  private boolean end;

  StrictReader(InputStream in, Charset charset) throws IOException {
    this.in = in;
    fill();
    this.decoder =
        skipMark(charset)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private Charset skipMark(Charset charset) {
    if (startsWith(0xEF, 0xBB, 0xBF)) {
      skip(3);
      return StandardCharsets.UTF_8;
    }
    if (startsWith(0xFE, 0xFF)) {
      skip(2);
      return StandardCharsets.UTF_16BE;
    }
    if (startsWith(0xFF, 0xFE)) {
      skip(2);
      return StandardCharsets.UTF_16LE;
    }
    return charset;
  }

  private boolean startsWith(int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.remaining() <= i || (bytes.get(i) & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private void skip(int count) {
    bytes.position(count);
    consumed = count;
  }

  private void fill() throws IOException {
    bytes.compact();
    // As many as there are, so that a byte order mark is never cut in two.
    int read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + read).flip();
    end = bytes.limit() < bytes.capacity();
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    var chars = CharBuffer.wrap(target, offset, length).slice();
    while (chars.position() == 0 && chars.hasRemaining()) {
      int before = bytes.position();
      CoderResult result = decoder.decode(bytes, chars, end);
      consumed += bytes.position() - before;
      if (result.isError()) {
        throw malformed();
      }
      if (chars.position() > 0) {
        break;
      }
      if (result.isOverflow()) {
        throw new IllegalArgumentException("Read at least two characters at a time.");
      }
      if (end) {
        return -1;
      }
      fill();
    }
    refuseNul(target, offset, chars.position());
    return chars.position();
  }

  private InvalidInputException malformed() {
    return new InvalidInputException(
        "Byte %d (0x%02X) is not valid %s. Save the text as UTF-8, or name its charset."
            .formatted(consumed, bytes.get(bytes.position()), decoder.charset()));
  }

  private static void refuseNul(char[] target, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (target[i] == 0) {
        throw new InvalidInputException(
            "It holds NUL characters, as binary files and UTF-16 without a byte order mark do."
                + " Save it as UTF-8 text, or exclude it.");
      }
    }
  }

  /**
   * The rest of the text.
   *
   * @throws InvalidInputException when it has more than {@code limit} characters
   */
  String readAll(long limit) throws IOException {
    var text = new StringBuilder();
    var part = new char[BUFFER];
    for (int n = read(part, 0, BUFFER); n >= 0; n = read(part, 0, BUFFER)) {
      if (text.length() + (long) n > limit) {
        throw new InvalidInputException(
            "It has more than the %,d characters allowed. Raise the limit, or split it."
                .formatted(limit));
      }
      text.append(part, 0, n);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
