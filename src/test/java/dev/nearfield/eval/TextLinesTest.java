package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextLinesTest {
  @TempDir private Path folder;

  @Test
  void linesOfAnyLengthAcrossTheBufferComeBack() throws IOException {
    Random random = new Random(5);
    var written = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      int length = 1 + random.nextInt(i % 10 == 0 ? 200_000 : 3_000);
      written.add("é\uD83D\uDE00".repeat(length / 3 + 1) + i);
    }
    Path file = folder.resolve("lines");
    Files.write(file, written);
    var read = new ArrayList<String>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
        assertEquals(read.size(), lines.number());
      }
    }
    assertEquals(written, read);
  }

  @Test
  void blankLinesCountButAreNotGiven() throws IOException {
    Path file = folder.resolve("lines");
    Files.writeString(file, "\n \t\r\na\r\n\r\nb\rc");
    try (TextLines lines = TextLines.open(file)) {
      assertEquals("a", lines.next());
      assertEquals(3, lines.number());
      assertEquals("b\rc", lines.next());
      assertEquals(5, lines.number());
      assertNull(lines.next());
      assertNull(lines.next());
      assertEquals(5, lines.number());
    }
  }

  @Test
  void byteOrderMarkIsOneAtTheBeginningOnly() throws IOException {
    Path file = folder.resolve("lines");
    Files.writeString(file, "\uFEFFa\n\uFEFFb\n");
    try (TextLines lines = TextLines.open(file)) {
      assertEquals("a", lines.next());
      assertEquals("\uFEFFb", lines.next());
    }
  }

  @Test
  void lineBeyondTheLimitIsRefusedBeforeItIsHeld() throws IOException {
    Path file = folder.resolve("lines");
    Files.write(file, List.of("x".repeat(1_000), "x".repeat(1_001)));
    try (TextLines lines = TextLines.open(file, 1_000)) {
      assertEquals("x".repeat(1_000), lines.next());
      var e = assertThrows(InvalidInputException.class, lines::next);
      assertEquals(
          file
              + ", line 2: the line is longer than 1000 bytes. Each row must stand on a line of its"
              + " own; split documents that are larger.",
          e.getMessage());
    }
  }
}
