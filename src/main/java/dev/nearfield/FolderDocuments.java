package dev.nearfield;

import dev.nearfield.FileComparison.Compared;
import dev.nearfield.IngestEvent.FileState;
import dev.nearfield.ingest.Found;
import dev.nearfield.ingest.Outcome;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.ingest.SourceFile;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documents of those files of a folder that are new or changed, one file open at a time. */
final class FolderDocuments implements Iterator<ReadDocument>, AutoCloseable {
  private final Iterator<Found> files;
  private final IngestOptions options;
  private final FileComparison comparison;
  private final Desk desk;
  private @Nullable Compared reading;
  private Stream<Outcome> outcomes = Stream.empty();
  private Iterator<Outcome> rows = outcomes.iterator();
  private @Nullable ReadDocument next;

  /** Takes note of what the walk comes by. */
  interface Desk {
    /** A file need not be read. */
    void unchanged(Compared file);

    /** A file's documents follow. */
    void begins(Compared file);

    /** A document of the file follows. */
    void gives();

    /** All documents of the file have been given. */
    void ends(Compared file);

    void failed(String name, String reason);

    void skipped(String name, String reason);
  }

  FolderDocuments(
      Iterator<Found> files, IngestOptions options, FileComparison comparison, Desk desk) {
    this.files = files;
    this.options = options;
    this.comparison = comparison;
    this.desk = desk;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (rows.hasNext()) {
        take(rows.next());
      } else if (reading != null) {
        end(reading);
      } else if (files.hasNext()) {
        look(files.next());
      } else {
        return false;
      }
    }
    return true;
  }

  @Override
  public ReadDocument next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    ReadDocument document = next;
    next = null;
    desk.gives();
    return document;
  }

  private void take(Outcome outcome) {
    switch (outcome) {
      case Outcome.Read read -> next = read.document();
      case Outcome.Failed failed -> desk.failed(failed.path(), failed.reason());
      case Outcome.Skipped skipped -> desk.skipped(skipped.path(), skipped.reason());
    }
  }

  private void look(Found found) {
    switch (found) {
      case SourceFile file -> look(file.under(options.prefix()));
      case Outcome outcome -> take(outcome);
    }
  }

  private void look(SourceFile file) {
    if (options.readers().readerOf(file).isEmpty()) {
      options.readers().read(file).forEach(this::take);
      return;
    }
    Compared compared = comparison.compare(file, desk::failed);
    if (compared == null) {
      return;
    }
    if (compared.state() == FileState.UNCHANGED) {
      desk.unchanged(compared);
      return;
    }
    desk.begins(compared);
    reading = compared;
    outcomes = options.readers().read(file);
    rows = outcomes.iterator();
  }

  private void end(Compared file) {
    close();
    reading = null;
    desk.ends(file);
  }

  @Override
  public void close() {
    outcomes.close();
  }
}
