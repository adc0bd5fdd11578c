package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;

/** Reads a file that becomes one document into memory, up to the limit of the options. */
final class WholeFile {
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
}
