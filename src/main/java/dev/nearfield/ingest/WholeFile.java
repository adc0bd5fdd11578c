package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;

/** Reads a file that becomes one document into memory, up to the limit of the options. */
final class WholeFile {
  /** A parsed line of Markdown or tag of HTML takes up to 0.8 KB of heap. */
  private static final int MOST_PIECES = 2_000_000;

  private WholeFile() {}

  static String text(SourceFile file, ReadOptions options, Charset charset) throws IOException {
    requireSize(file, options);
    try (InputStream in = Files.newInputStream(file.path());
        var reader = new StrictReader(in, charset)) {
      return reader.readAll(options.maxFileBytes());
    }
  }

  private static void requireSize(SourceFile file, ReadOptions options) {
    if (file.size() > options.maxFileBytes()) {
      throw new InvalidInputException(
          "It has %,d bytes, more than the %,d allowed. Raise the limit of file size, or split it."
              .formatted(file.size(), options.maxFileBytes()));
    }
  }

  /** Throws when a sign that begins a piece of a parsed text is too frequent in it. */
  static void requireFew(String text, char sign, String pieces) {
    if (text.chars().filter(c -> c == sign).count() > MOST_PIECES) {
      throw new InvalidInputException(
          "It has more than %,d %s. Split it, or read it as plain text."
              .formatted(MOST_PIECES, pieces));
    }
  }
}
