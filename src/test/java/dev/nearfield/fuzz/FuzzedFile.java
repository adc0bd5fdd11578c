package dev.nearfield.fuzz;

import dev.nearfield.ingest.Outcome;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.ingest.ReadOptions;
import dev.nearfield.ingest.Readers;
import dev.nearfield.ingest.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Random bytes as a file, read through the front door. */
final class FuzzedFile {
  private static final Readers READERS =
      Readers.standard(ReadOptions.defaults().withMaxTextChars(1 << 16).withMaxFileBytes(1 << 16));

  private FuzzedFile() {}

  /** Throws when a reader fails in a way that it does not know. */
  static void read(String extension, byte[] bytes) {
    try {
      Path file = Files.createTempFile("fuzzed", "." + extension);
      try (Stream<Outcome> outcomes = READERS.read(SourceFile.of(Files.write(file, bytes)))) {
        outcomes.forEach(FuzzedFile::require);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void require(Outcome outcome) {
    switch (outcome) {
      case Outcome.Read(String path, ReadDocument document) -> {
        int end = document.sections().isEmpty() ? 0 : document.sections().getLast().end();
        if (end != document.text().length()) {
          throw new AssertionError("The sections end at " + end + ": " + document);
        }
      }
      case Outcome.Failed(String path, String reason, boolean retry) -> {
        if (retry || reason.contains("in a way that its") || reason.contains("cannot be read")) {
          throw new AssertionError(reason);
        }
      }
      case Outcome.Skipped skipped -> throw new AssertionError(skipped);
    }
  }
}
