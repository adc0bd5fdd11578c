package dev.nearfield.store;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The backups of one collection, each a folder of its own in one folder. A backup is taken of the
 * last commit, beside a writer in any process, and is whole or not there. Files that have not
 * changed since the backup before are shared with it by hard links.
 *
 * {@snippet class="dev.nearfield.examples.BackupExamplesTest" region="backup"}
 */
public final class Backups {
  private static final String LOCK = "backup.lock";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Clock clock;

  private Backups(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The backups in a folder, which is made when the first is taken. */
  public static Backups in(Path folder) {
    return in(folder, Clock.systemUTC());
  }

  /** As {@link #in(Path)}, with another clock. */
  public static Backups in(Path folder, Clock clock) {
    return new Backups(folder, clock);
  }

  /**
   * Takes a backup of a collection's last commit.
   *
   * @throws NotACollectionException when there is no collection
   * @throws InvalidInputException when the folder holds backups of another collection, or is in the
   *     collection
   * @throws StorageException when a file of the collection is damaged, another backup is being
   *     taken, or the disk fails; there is no new backup then
   */
  public BackupReport take(Path collection) {
    requireCollection(collection);
    requireOutside(collection);
    try {
      CollectionFolder.create(folder);
      return locked(
          () -> {
            removePartials();
            return takeLocked(collection);
          });
    } catch (IOException e) {
      throw new StorageException(
          "No backup of "
              + collection
              + " could be taken: "
              + e
              + ". The earlier ones are as they were; remove the cause and try again. If a file of"
              + " the collection is damaged, restore one of them.",
          e);
    }
  }

  /** Does what one process at a time may do. */
  private <T> T locked(StoreThreads.Work<T> work) throws IOException {
    try (Directory ours = FSDirectory.open(folder);
        Lock lock = ours.obtainLock(LOCK)) {
      lock.ensureValid();
      return work.run();
    } catch (LockObtainFailedException e) {
      throw new StorageException(
          "Another process is taking or removing backups in " + folder + ". Wait until it is done.",
          e);
    }
  }

  private static void requireCollection(Path collection) {
    if (!Files.isDirectory(collection)) {
      throw new NotACollectionException(
          collection, "There is no collection at " + collection + ". Name the folder of one.");
    }
  }

  private void requireOutside(Path collection) {
    Path inner = folder.toAbsolutePath().normalize();
    if (inner.startsWith(collection.toAbsolutePath().normalize())) {
      throw new InvalidInputException(
          "The backups would lie in "
              + collection
              + ", the collection itself. Name a folder beside it, or better on another disk.");
    }
  }

  private BackupReport takeLocked(Path collection) throws IOException {
    try (Directory directory = FSDirectory.open(collection)) {
      if (!CollectionFolder.holdsCollection(collection, directory)) {
        throw new NotACollectionException(
            collection, "The folder " + collection + " is empty and not a collection.");
      }
      try (HeldCommit commit = HeldCommit.last(directory)) {
        Manifest manifest = Manifest.fromCommitData(collection, commit.commit().getUserData());
        Backup before = last();
        Backup next = next(before);
        requireSameCollection(before, collection, manifest);
        CommitCopy copy;
        try (PartialFolder partial = PartialFolder.of(next.path())) {
          copy = new CommitCopy(partial.path(), before == null ? null : before.path());
          copy.copy(commit);
          partial.finish();
        }
        return copy.report(next);
      }
    }
  }

  private @Nullable Backup last() {
    List<Backup> all = list();
    return all.isEmpty() ? null : all.getLast();
  }

  /** Named by the time, or a millisecond behind the one before where the clock was set back. */
  private Backup next(@Nullable Backup before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (before != null && !now.isAfter(before.taken())) {
      now = before.taken().plusMillis(1);
    }
    return new Backup(folder.resolve(NAME.format(now)), now);
  }

  private void requireSameCollection(@Nullable Backup before, Path collection, Manifest manifest)
      throws IOException {
    if (before == null) {
      return;
    }
    Manifest theirs = manifest(before.path());
    if (!theirs.created().equals(manifest.created()) || !theirs.model().equals(manifest.model())) {
      throw new InvalidInputException(
          folder
              + " holds backups of a collection that was created at "
              + theirs.created()
              + " for "
              + theirs.model()
              + ", and "
              + collection
              + " was created at "
              + manifest.created()
              + " for "
              + manifest.model()
              + ". Name another folder, one for each collection.");
    }
  }

  private static Manifest manifest(Path backup) throws IOException {
    try (Directory directory = FSDirectory.open(backup)) {
      return Manifest.fromCommitData(
          backup, SegmentInfos.readLatestCommit(directory).getUserData());
    }
  }

  /** The whole backups, oldest first. */
  public List<Backup> list() {
    try {
      List<Backup> backups = new ArrayList<>();
      for (Path path : PartialFolder.in(folder)) {
        Instant taken = taken(path);
        if (taken != null) {
          backups.add(new Backup(path, taken));
        }
      }
      return backups;
    } catch (IOException e) {
      throw new StorageException("The folder " + folder + " cannot be read: " + e, e);
    }
  }

  private static @Nullable Instant taken(Path path) {
    try {
      return NAME.parse(path.getFileName().toString(), Instant::from);
    } catch (DateTimeParseException e) {
      return null; // not named as a backup is, so not ours
    }
  }

  /**
   * Removes all but the newest backups.
   *
   * @param newest how many to keep, at least 1
   * @return those that were removed, oldest first
   */
  public List<Backup> keep(int newest) {
    if (newest < 1) {
      throw new IllegalArgumentException(
          "At least 1 backup must be kept, got " + newest + ". Delete the folder to keep none.");
    }
    if (list().size() <= newest) {
      return List.of();
    }
    try {
      return locked(
          () -> {
            List<Backup> all = list();
            List<Backup> old = all.subList(0, Math.max(0, all.size() - newest));
            old.forEach(backup -> PartialFolder.delete(backup.path()));
            return List.copyOf(old);
          });
    } catch (IOException e) {
      throw new StorageException("Old backups in " + folder + " cannot be removed: " + e, e);
    }
  }

  private void removePartials() throws IOException {
    for (Path path : PartialFolder.in(folder)) {
      if (PartialFolder.isPartial(path) && taken(PartialFolder.target(path)) != null) {
        PartialFolder.delete(path);
      }
    }
  }

  /**
   * Makes a collection of a backup: copies it into a new or empty folder, compares every file with
   * its checksum and opens it.
   *
   * @throws NotACollectionException when the first folder holds no backup
   * @throws InvalidInputException when the second is not empty
   * @throws StorageException when a file is damaged or lost; there is no new collection then
   */
  public static void restore(Path backup, Path collection) {
    requireCollection(backup);
    try (Directory directory = FSDirectory.open(backup)) {
      if (!CollectionFolder.holdsCollection(backup, directory)) {
        throw new NotACollectionException(
            backup, "The folder " + backup + " is empty and not a backup.");
      }
      try (HeldCommit commit = HeldCommit.last(directory);
          PartialFolder partial = PartialFolder.of(collection)) {
        new CommitCopy(partial.path(), null).copy(commit);
        CollectionView.open(partial.path(), Clock.systemUTC()).close();
        partial.finish();
      }
    } catch (IOException e) {
      throw new StorageException(
          "Backup "
              + backup
              + " cannot be restored: "
              + e
              + ". Nothing was left behind; restore another backup.",
          e);
    }
  }
}
