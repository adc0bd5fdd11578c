package dev.nearfield.store;

import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.WritesLostException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The session in use. A failure that ends it is told to the call that meets it; the next call opens
 * another at the last commit. Safe for concurrent use.
 */
final class WriterSessions implements AutoCloseable {
  private final Path path;
  private final Directory directory;
  private final Writing writing;
  private final Clock clock;
  private final WriterLock lock;

  private WriterSession current;

  /** Whether any call was told that the current session ended, and whether one that writes was. */
  private boolean told;

  private boolean writerTold;

  /** An earlier session that lost writes, of which only calls that read were told. */
  private @Nullable WriterSession owed;

  /** What a call does. */
  enum Side {
    READ,
    WRITE
  }

  /** Work on the session in use. */
  @FunctionalInterface
  interface Work<T> {
    T run(WriterSession session) throws IOException;
  }

  WriterSessions(Path path, Directory directory, Manifest fresh, Writing writing, Clock clock)
      throws IOException {
    this.path = path;
    this.directory = directory;
    this.writing = writing;
    this.clock = clock;
    this.lock = new WriterLock(path);
    boolean exists = CollectionFolder.holdsCollection(path, directory);
    CollectionFolder.requireWholeCommit(directory);
    Manifest manifest = exists ? CollectionFolder.readManifest(path, directory) : fresh;
    requireSameModel(manifest, fresh);
    this.current = open(manifest, !exists);
  }

  private void requireSameModel(Manifest manifest, Manifest other) {
    if (!manifest.model().equals(other.model())) {
      throw ModelMismatchException.opening(path, manifest.model(), other.model());
    }
  }

  private WriterSession open(Manifest manifest, boolean isNew) throws IOException {
    try {
      WriterSession session = new WriterSession(directory, manifest, writing, clock, isNew);
      try {
        lock.sign();
        return session;
      } catch (Throwable e) {
        session.close();
        throw e;
      }
    } catch (LockObtainFailedException e) {
      throw WriterLock.locked(path, e);
    }
  }

  /** What the collection says of itself. */
  synchronized Manifest manifest() {
    return current.manifest();
  }

  /**
   * Does the work on the session in use.
   *
   * @param what the work, as "commit"
   */
  <T> T use(Side side, String what, Work<T> work) throws IOException {
    WriterSession session = alive(side, what);
    try {
      return work.run(session);
    } catch (IOException | RuntimeException | Error e) {
      if (!session.isAlive()) {
        throw ended(session, side, "Could not " + what + ": " + root(session, e), e);
      }
      if (isOfTheDisk(e)) {
        throw new StorageException(
            "Could not "
                + what
                + ": "
                + e
                + ". Nothing that was written before is lost: remove the cause (a full disk needs"
                + " room) and try again.",
            e);
      }
      throw e;
    }
  }

  /** Lucene and the JDK have types of their own for files that are damaged or missing. */
  private static boolean isOfTheDisk(Throwable failure) {
    return failure.getClass() == IOException.class
        || failure instanceof FileSystemException && !(failure instanceof NoSuchFileException)
        || failure instanceof AlreadyClosedException;
  }

  private synchronized WriterSession alive(Side side, String what) {
    WriterSession earlier = owed;
    if (earlier != null && side == Side.WRITE) {
      throw ended(earlier, side);
    }
    if (!current.isAlive()) {
      if (mustHear(side)) {
        throw ended(current, side);
      }
      reopen(what);
    }
    return current;
  }

  private boolean mustHear(Side side) {
    boolean lost = !current.unsaved().isEmpty();
    return !told || (side == Side.WRITE && lost && !writerTold);
  }

  private NearfieldException ended(WriterSession session, Side side) {
    Throwable failure =
        Objects.requireNonNullElseGet(
            session.failure(), () -> new IOException("The index could not be synced to the disk."));
    return ended(session, side, "The index failed between calls: " + failure, failure);
  }

  /** The failure itself, for a call that only met its consequences. */
  private static Throwable root(WriterSession session, Throwable met) {
    return Objects.requireNonNullElse(session.failure(), met);
  }

  /** Notes who is told of a session's end. */
  private synchronized NearfieldException ended(
      WriterSession session, Side side, String failure, Throwable cause) {
    if (session == current) {
      told = true;
      writerTold |= side == Side.WRITE;
    } else if (session == owed && side == Side.WRITE) {
      owed = null;
    }
    Unsaved unsaved = session.unsaved();
    if (unsaved.isEmpty()) {
      return new StorageException(
          failure
              + ". Nothing in "
              + path
              + " is lost, for everything had been committed before. Remove the cause (a full disk"
              + " needs room); the store goes on from its last commit.",
          cause);
    }
    return new WritesLostException(
        failure,
        path,
        session.lastCommit(),
        unsaved.ids(),
        unsaved.others(),
        unsaved.deletions(),
        cause);
  }

  private void reopen(String what) {
    WriterSession old = current;
    try {
      old.close();
      CollectionFolder.requireWholeCommit(directory);
      Manifest committed = CollectionFolder.readManifest(path, directory);
      requireSameModel(old.manifest(), committed);
      current = open(committed, false);
    } catch (IOException e) {
      throw new StorageException(
          "Could not "
              + what
              + ": a failure had closed the index of "
              + path
              + ", and it cannot be opened again: "
              + e
              + ". Remove the cause (a full disk needs room); the next call tries again. What was"
              + " committed is safe.",
          e);
    }
    if (!writerTold && !old.unsaved().isEmpty()) {
      owed = old;
    }
    told = false;
    writerTold = false;
  }

  /** Commits and closes; tells of what is lost and has not been told. */
  @Override
  public synchronized void close() throws IOException {
    WriterSession last = current;
    boolean alive = last.isAlive();
    try (directory;
        last) {
      lock.remove();
    } catch (IOException | RuntimeException | Error e) {
      WriterSession lost = Objects.requireNonNullElse(owed, last);
      throw ended(lost, Side.WRITE, "Could not close the store: " + root(last, e), e);
    }
    if (owed != null) {
      throw ended(owed, Side.WRITE);
    }
    if (!alive && mustHear(Side.WRITE)) {
      throw ended(last, Side.WRITE);
    }
  }
}
