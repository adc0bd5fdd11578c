package dev.nearfield.ingest;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What readers give for file after file, one file open at a time. */
final class FolderOutcomes implements Iterator<Outcome> {
  private final Iterator<Found> files;
  private final Readers readers;
  private @Nullable Stream<Outcome> stream;
  private Iterator<Outcome> outcomes = Stream.<Outcome>empty().iterator();

  FolderOutcomes(Iterator<Found> files, Readers readers) {
    this.files = files;
    this.readers = readers;
  }

  @Override
  public boolean hasNext() {
    // Not Stream.flatMap: its iterator keeps all rows of a file in memory.
    while (!outcomes.hasNext()) {
      close();
      if (!files.hasNext()) {
        return false;
      }
      stream =
          switch (files.next()) {
            case SourceFile file -> readers.read(file);
            case Outcome.Failed failed -> Stream.of(failed);
            case Outcome.Skipped skipped -> Stream.of(skipped);
          };
      outcomes = stream.iterator();
    }
    return true;
  }

  @Override
  public Outcome next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return outcomes.next();
  }

  void close() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
