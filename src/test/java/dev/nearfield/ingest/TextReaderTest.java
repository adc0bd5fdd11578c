package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextReaderTest {
  @TempDir Path folder;

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void aTextIsReadAsItIsWithWhatIsKnownOfItsFile() throws IOException {
    Path file = Reading.in(folder).write("note.txt", "Grüße,\r\n  日本 🙂\n");
    Instant modified = Instant.parse("2024-05-06T07:08:09Z");
    Files.setLastModifiedTime(file, FileTime.from(modified));
    ReadDocument read = Reading.in(folder).document(file);
    assertEquals("Grüße,\r\n  日本 🙂\n", read.text());
    assertEquals("note.txt", read.document().id());
    assertEquals("note.txt", read.document().source());
    assertNull(read.document().title());
    assertNull(read.document().created());
    assertEquals(modified, read.document().updated());
    assertEquals("note.txt", read.document().metadata().string("path").orElseThrow());
    assertEquals("text", read.document().metadata().string("type").orElseThrow());
    assertEquals(modified, read.document().metadata().instant("modified").orElseThrow());
    assertEquals(
        List.of(new Section(0, 0, read.text().length(), List.of(), null)), read.sections());
  }

  @Test
  void anEmptyFileIsAnEmptyDocument() throws IOException {
    ReadDocument read = Reading.in(folder).document("empty.txt", "");
    assertEquals("", read.text());
    assertEquals(List.of(), read.sections());
  }

  @Test
  void aByteOrderMarkDecidesTheCharsetAndIsLeftOut() throws IOException {
    var reading = Reading.in(folder);
    byte[] utf16 = "äb🙂".getBytes(StandardCharsets.UTF_16LE);
    assertEquals(
        "ä", reading.document(reading.write("a.txt", bytes(0xEF, 0xBB, 0xBF, 0xC3, 0xA4))).text());
    assertEquals("ä", reading.document(reading.write("b.txt", bytes(0xFE, 0xFF, 0, 0xE4))).text());
    byte[] marked = new byte[utf16.length + 2];
    marked[0] = (byte) 0xFF;
    marked[1] = (byte) 0xFE;
    System.arraycopy(utf16, 0, marked, 2, utf16.length);
    assertEquals("äb🙂", reading.document(reading.write("c.txt", marked)).text());
    assertEquals("", reading.document(reading.write("d.txt", bytes(0xEF, 0xBB, 0xBF))).text());
  }

  @Test
  void whatIsNotInTheCharsetIsRefusedWithItsByte() throws IOException {
    var reading = Reading.in(folder);
    assertEquals(
        "Byte 2 (0xE9) is not valid UTF-8. Save the text as UTF-8, or name its charset.",
        reading.reason(reading.write("latin.txt", bytes('n', ' ', 0xE9, ' ', 'x'))));
    var far = new byte[200_003];
    Arrays.fill(far, (byte) 'a');
    far[131_077] = (byte) 0xFF;
    assertEquals(
        "Byte 131077 (0xFF) is not valid UTF-8. Save the text as UTF-8, or name its charset.",
        reading.reason(reading.write("far.txt", far)));
    assertEquals(
        "Byte 1 (0xC3) is not valid UTF-8. Save the text as UTF-8, or name its charset.",
        reading.reason(reading.write("cut.txt", bytes('a', 0xC3))));
    assertEquals(
        "Byte 3 (0xFF) is not valid UTF-8. Save the text as UTF-8, or name its charset.",
        reading.reason(reading.write("marked.txt", bytes(0xEF, 0xBB, 0xBF, 0xFF))));
  }

  @Test
  void anotherCharsetCanBeNamed() throws IOException {
    var options = ReadOptions.defaults().withCharset(Charset.forName("windows-1252"));
    var reading = Reading.in(folder).with(options);
    assertEquals("“é”", reading.document(reading.write("a.txt", bytes(0x93, 0xE9, 0x94))).text());
  }

  @Test
  void aBinaryFileNamedAsTextIsRefused() throws IOException {
    var reading = Reading.in(folder);
    assertEquals(
        "It holds NUL characters, as binary files and UTF-16 without a byte order mark do."
            + " Save it as UTF-8 text, or exclude it.",
        reading.reason(reading.write("a.txt", bytes('E', 'L', 'F', 0, 1))));
  }

  @Test
  void aFileOverTheLimitIsRefusedAndOneAtItIsRead() throws IOException {
    var reading = Reading.in(folder).with(ReadOptions.defaults().withMaxFileBytes(1_000));
    assertEquals(1_000, reading.document("fits.txt", "x".repeat(1_000)).text().length());
    assertEquals(
        "It has 1,001 bytes, more than the 1,000 allowed. Raise the limit of file size, or split"
            + " it.",
        reading.reason(reading.write("long.txt", "x".repeat(1_001))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 65_535, 65_536, 65_537})
  void aStreamThatGivesFewBytesAtATimeDecodesToTheSameText(int step) throws IOException {
    var random = new Random(step);
    var text = new StringBuilder("\uFEFF");
    while (text.length() < 150_000) {
      text.appendCodePoint(List.of(0x41, 0xE4, 0x65E5, 0x1F642).get(random.nextInt(4)));
    }
    byte[] encoded = text.toString().getBytes(StandardCharsets.UTF_8);
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(encoded)) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, step));
          }
        };
    try (var reader = new StrictReader(slow, StandardCharsets.UTF_8)) {
      assertTrue(reader.readAll(1 << 20).contentEquals(text.substring(1)));
    }
  }

  @Test
  void textIsReadIntoTheMiddleOfAnArray() throws IOException {
    var chars = "............".toCharArray();
    var in = new ByteArrayInputStream("äb🙂d".getBytes(StandardCharsets.UTF_8));
    try (var reader = new StrictReader(in, StandardCharsets.UTF_8)) {
      assertEquals(2, reader.read(chars, 3, 2));
      assertEquals(3, reader.read(chars, 6, 5));
      assertEquals(-1, reader.read(chars, 0, 5));
    }
    assertEquals("...äb.🙂d...", new String(chars));
  }

  @Test
  void aFileThatGrowsOverTheLimitWhileItIsReadIsRefused() {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    var refused =
        Assertions.assertThrows(
            InvalidInputException.class,
            () -> new StrictReader(endless, StandardCharsets.UTF_8).readAll(1 << 20));
    assertEquals(
        "It has more than the 1,048,576 characters allowed. Raise the limit, or split it.",
        refused.getMessage());
  }
}
