package dev.nearfield;

import static dev.nearfield.filter.Filters.and;
import static dev.nearfield.filter.Filters.eq;
import static dev.nearfield.filter.Filters.ne;

import dev.nearfield.FileComparison.Compared;
import dev.nearfield.IngestEvent.FileState;
import dev.nearfield.filter.Key;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.Found;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Collection;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.FileRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings a folder into a collection. A file is remembered behind its last document, so that
 * whatever a crash leaves undone is read again.
 */
final class FolderIngest implements FolderDocuments.Desk, Pipeline.Intake {
  private final Collection collection;
  private final Pipeline pipeline;
  private final Clock clock;
  private final Folder folder;
  private final IngestOptions options;
  private final FileComparison comparison;
  private final GoneFiles gone;
  private final FolderTally tally;

  /** Files that have been read, and whose last documents may not be written yet. */
  private final Deque<Given> given = new ArrayDeque<>();

  private final Set<String> incomplete = new HashSet<>();
  private long documents;
  private long begun;
  private long refused;
  private long committed;
  private Instant lastCommit;

  /**
   * A file that has been read.
   *
   * @param file the file
   * @param count how many documents it gave
   * @param last how many documents all files had given at its end
   */
  private record Given(Compared file, long count, long last) {
    String name() {
      return file.now().name();
    }
  }

  /**
   * @param view the collection as it was before
   */
  FolderIngest(
      Collection collection,
      CollectionView view,
      Pipeline pipeline,
      Clock clock,
      Folder folder,
      IngestOptions options,
      Consumer<? super IngestEvent> listener) {
    this.collection = collection;
    this.pipeline = pipeline;
    this.clock = clock;
    this.folder = folder;
    this.options = options;
    this.comparison = new FileComparison(view.files(), options, clock);
    this.gone = new GoneFiles(view.files(), folder, options);
    this.tally = new FolderTally(listener);
    this.lastCommit = clock.instant();
  }

  FolderReport run() {
    Instant start = clock.instant();
    gone.requireSomeLeft(tally.found(folder));
    try (Stream<Found> files = folder.files();
        var changed = new FolderDocuments(files.iterator(), options, comparison, this)) {
      pipeline.addAll(changed, this);
    }
    gone.forEach(this::gone);
    return tally.report(Duration.between(start, clock.instant()));
  }

  @Override
  public void unchanged(Compared file) {
    if (file.isTouched()) {
      collection.put(file.now());
    }
    tally.unchanged(file.now().documents());
    tally.file(file.now(), FileState.UNCHANGED);
  }

  @Override
  public void begins(Compared file) {
    begun = documents;
    if (given.isEmpty()) {
      incomplete.clear();
    }
    FileRecord before = file.before();
    if (before != null && micros(before).equals(micros(file.now()))) {
      // What is left of it would not be told from what is new by its time.
      collection.forgetFile(before.name());
      pipeline.delete(eq(Key.SOURCE, before.name()));
    }
  }

  @Override
  public void gives() {
    documents++;
  }

  @Override
  public void ends(Compared file) {
    given.add(new Given(file, documents - begun, documents));
    tally.file(file.now(), file.state());
  }

  @Override
  public void failed(String name, String reason) {
    incomplete.add(name);
    tally.failed(name, reason);
  }

  @Override
  public void skipped(String name, String reason) {
    tally.skipped(name, reason);
  }

  @Override
  public void requireReplaceable(SourceDocument document, SourceDocument stored) {
    String owner = stored.source();
    if (owner != null
        && !owner.equals(document.source())
        && comparison.isLive(owner, folder.root())) {
      throw new InvalidInputException(
          "Its document '%s' has the id of one from the file '%s', which stays. Give one of them another id."
              .formatted(document.id(), owner));
    }
  }

  @Override
  public void refused(SourceDocument document, InvalidInputException refusal) {
    refused++;
    failed(String.valueOf(document.source()), String.valueOf(refusal.getMessage()));
  }

  @Override
  public void written(IngestReport soFar) {
    long done = soFar.documents() + refused;
    for (Given next = given.peek(); next != null && next.last() <= done; next = given.peek()) {
      finish(given.remove());
    }
    tally.written(soFar);
    Instant now = clock.instant();
    if (done - committed >= options.commitDocuments()
        || Duration.between(lastCommit, now).compareTo(options.commitInterval()) >= 0) {
      collection.commit();
      committed = done;
      lastCommit = now;
    }
  }

  /** A file of which something failed is not remembered, and read again the next time. */
  private void finish(Given file) {
    if (incomplete.remove(file.name())) {
      return;
    }
    FileRecord before = file.file().before();
    if (before != null && (before.documents() > 1 || file.count() > 1)) {
      Instant kept = file.file().now().modified();
      pipeline.delete(and(eq(Key.SOURCE, file.name()), ne(Key.UPDATED, kept)));
    }
    int kept = file.count() > 1 ? documentsOf(file.name()) : (int) file.count();
    collection.put(file.file().now().holding(kept));
    if (kept < file.count()) {
      tally.failed(
          file.name(),
          "%d of its rows have the id of an earlier row, whose place they took. Give each row an id of its own."
              .formatted(file.count() - kept));
    }
  }

  private int documentsOf(String name) {
    try (CollectionView now = collection.viewToWrite()) {
      return now.files().documentsOf(name);
    }
  }

  private void gone(FileRecord file) {
    if (options.prune()) {
      tally.pruned(documentsOf(file.name()));
      pipeline.delete(eq(Key.SOURCE, file.name()));
      collection.forgetFile(file.name());
    }
    tally.file(file, FileState.GONE);
  }

  private static InstantValue micros(FileRecord file) {
    return new InstantValue(file.modified());
  }
}
