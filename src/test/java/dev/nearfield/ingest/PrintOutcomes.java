package dev.nearfield.ingest;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads a folder and prints each outcome; run in a process with another class path. */
final class PrintOutcomes {
  private PrintOutcomes() {}

  public static void main(String[] folder) {
    try (Stream<Outcome> outcomes = Readers.standard().read(Folder.of(Path.of(folder[0])))) {
      outcomes.map(PrintOutcomes::line).forEach(System.out::println);
    }
  }

  private static String line(Outcome outcome) {
    return outcome.path()
        + ": "
        + switch (outcome) {
          case Outcome.Read read -> "read";
          case Outcome.Failed failed -> failed.reason();
          case Outcome.Skipped skipped -> skipped.reason();
        };
  }
}
