package dev.nearfield;

import dev.nearfield.FileComparison.Compared;
import dev.nearfield.IngestEvent.FileState;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.Found;
import dev.nearfield.ingest.Outcome;
import dev.nearfield.ingest.SourceFile;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.FileRecord;
import dev.nearfield.store.FileRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest would do with a folder: compares its files with a collection, without a lock, and
 * neither reads nor writes.
 *
 * {@snippet class="dev.nearfield.examples.FolderExamplesTest" region="plan"}
 */
public final class FolderPlan {
  private final Clock clock = Clock.systemUTC();
  private final @Nullable FileRecords known;
  private final Folder folder;
  private final IngestOptions options;
  private final FolderTally tally;

  private FolderPlan(
      @Nullable FileRecords known, Folder folder, IngestOptions options, FolderTally tally) {
    this.known = known;
    this.folder = folder;
    this.options = options;
    this.tally = tally;
  }

  /**
   * Compares a folder with a collection.
   *
   * @param collection where the collection is; all files are new where there is no folder yet
   * @param listener is told of every file
   * @return how many files would be read, are unchanged, cannot be compared, would be skipped, and
   *     are gone; with pruning also how many documents would be removed
   * @throws dev.nearfield.model.NotACollectionException when the folder of the collection is there
   *     and holds none
   */
  public static FolderReport of(
      Path collection,
      Folder folder,
      IngestOptions options,
      Consumer<? super IngestEvent> listener) {
    var tally = new FolderTally(listener);
    if (Files.notExists(collection)) {
      return new FolderPlan(null, folder, options, tally).report();
    }
    try (CollectionView view = CollectionView.open(collection, Clock.systemUTC())) {
      return new FolderPlan(view.files(), folder, options, tally).report();
    }
  }

  private FolderReport report() {
    Instant start = clock.instant();
    long count = tally.found(folder);
    var comparison = new FileComparison(known, options, clock);
    try (Stream<Found> files = folder.files()) {
      files.forEach(found -> look(found, comparison));
    }
    if (known != null) {
      var gone = new GoneFiles(known, folder, options);
      gone.requireSomeLeft(count);
      gone.forEach(file -> gone(known, file));
    }
    tally.written(IngestReport.NONE);
    return tally.report(Duration.between(start, clock.instant()));
  }

  private void look(Found found, FileComparison comparison) {
    switch (found) {
      case SourceFile file when options.readers().readerOf(file).isEmpty() ->
          options.readers().read(file).forEach(this::tell);
      case SourceFile file -> {
        Compared compared = comparison.compare(file.under(options.prefix()), tally::failed);
        if (compared != null) {
          if (compared.state() == FileState.UNCHANGED) {
            tally.unchanged(compared.now().documents());
          }
          tally.file(compared.now(), compared.state());
        }
      }
      case Outcome outcome -> tell(outcome);
    }
  }

  private void tell(Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed failed -> tally.failed(failed.path(), failed.reason());
      case Outcome.Skipped skipped -> tally.skipped(skipped.path(), skipped.reason());
      case Outcome.Read read -> throw new IllegalStateException("A plan reads nothing: " + read);
    }
  }

  private void gone(FileRecords records, FileRecord file) {
    if (options.prune()) {
      tally.pruned(records.documentsOf(file.name()));
    }
    tally.file(file, FileState.GONE);
  }
}
