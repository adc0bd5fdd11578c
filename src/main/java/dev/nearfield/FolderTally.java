package dev.nearfield;

import dev.nearfield.IngestEvent.FileState;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.Found;
import dev.nearfield.ingest.SourceFile;
import dev.nearfield.store.FileRecord;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Counts what becomes of a folder, and tells the listener. */
final class FolderTally {
  private final Consumer<? super IngestEvent> listener;
  private FolderReport counts = FolderReport.NONE;
  private IngestReport notRead = IngestReport.NONE;

  FolderTally(Consumer<? super IngestEvent> listener) {
    this.listener = listener;
  }

  /** Walks through the folder once, and answers the number of its files. */
  long found(Folder folder) {
    long count = 0;
    long bytes = 0;
    try (Stream<Found> files = folder.files()) {
      for (Iterator<Found> each = files.iterator(); each.hasNext(); ) {
        if (each.next() instanceof SourceFile file) {
          count++;
          bytes += file.size();
        }
      }
    }
    listener.accept(new IngestEvent.Found(count, bytes));
    return count;
  }

  void file(FileRecord file, FileState state) {
    switch (state) {
      case NEW, CHANGED -> add(1, 0, 0, 0, 0, 0);
      case UNCHANGED -> add(0, 1, 0, 0, 0, 0);
      case GONE -> add(0, 0, 0, 0, 1, 0);
    }
    listener.accept(new IngestEvent.File(file.name(), file.size(), state));
  }

  /** Documents that are in the collection and were not looked at. */
  void unchanged(long documents) {
    notRead = notRead.plus(new IngestReport(0, 0, documents, 0, 0));
  }

  void failed(String name, String reason) {
    add(0, 0, 1, 0, 0, 0);
    listener.accept(new IngestEvent.Failed(name, reason));
  }

  void skipped(String name, String reason) {
    add(0, 0, 0, 1, 0, 0);
    listener.accept(new IngestEvent.Skipped(name, reason));
  }

  void pruned(long documents) {
    add(0, 0, 0, 0, 0, documents);
  }

  void written(IngestReport soFar) {
    IngestReport documents = soFar.plus(notRead);
    counts = counts.with(documents);
    listener.accept(new IngestEvent.Progress(documents));
  }

  FolderReport report(Duration time) {
    return counts.plus(new FolderReport(IngestReport.NONE, 0, 0, 0, 0, 0, 0, time));
  }

  private void add(long read, long unchanged, long failed, long skipped, long gone, long pruned) {
    counts =
        counts.plus(
            new FolderReport(
                IngestReport.NONE, read, unchanged, failed, skipped, gone, pruned, Duration.ZERO));
  }
}
