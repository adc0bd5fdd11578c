package dev.nearfield.ingest;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads a folder and prints how many documents it has; run in a process with a small heap. */
final class CountOutcomes {
  private CountOutcomes() {}

  public static void main(String[] folder) {
    long read = 0;
    long failed = 0;
    try (Stream<Outcome> outcomes = Readers.standard().read(Folder.of(Path.of(folder[0])))) {
      for (var all = outcomes.iterator(); all.hasNext(); ) {
        switch (all.next()) {
          case Outcome.Read document -> read++;
          case Outcome.Failed failure -> failed++;
          case Outcome.Skipped skipped -> {}
        }
      }
    }
    System.out.println("read " + read + ", failed " + failed);
  }
}
