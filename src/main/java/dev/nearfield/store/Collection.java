package dev.nearfield.store;

import dev.nearfield.filter.Filter;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.store.WriterSessions.Side;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.lucene.document.Document;
import org.apache.lucene.store.Directory;

/**
 * The one writer of a collection. Safe for concurrent use. What a call wrote is seen by every view
 * taken after it returned; it survives a crash once {@link #commit} returned.
 *
 * <p>A failure that closes the index, such as a full disk, is told to the call that meets it: what
 * was written after the last commit is lost, and the next call goes on from that commit. When the
 * call that met it only read, the next call that writes is told too.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="collection"}
 */
public final class Collection implements AutoCloseable {
  private final Path path;
  private final WriterSessions sessions;
  private final StoreThreads threads;
  private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
  private boolean closed;

  private Collection(Path path, WriterSessions sessions, StoreThreads threads) {
    this.path = path;
    this.sessions = sessions;
    this.threads = threads;
  }

  /**
   * Opens the collection in a folder, or creates it where the folder is new or empty.
   *
   * @param fresh the manifest of a new collection; of an existing one its model must be the same
   * @throws dev.nearfield.model.NotACollectionException when the folder holds something else
   * @throws dev.nearfield.model.ModelMismatchException when the collection's embeddings come from
   *     another model
   * @throws dev.nearfield.model.CollectionLockedException when another store writes it
   */
  public static Collection open(Path path, Manifest fresh, Clock clock) {
    return open(path, fresh, Writing.DEFAULT, clock);
  }

  /** As {@link #open(Path, Manifest, Clock)}, with a writer that works otherwise. */
  public static Collection open(Path path, Manifest fresh, Writing writing, Clock clock) {
    return open(
        path,
        () -> {
          CollectionFolder.create(path);
          return CollectionDirectory.open(path);
        },
        fresh,
        writing,
        clock);
  }

  /**
   * As {@link #open(Path, Manifest, Clock)}, with the index in another directory than the folder's.
   */
  static Collection open(
      Path path, StoreThreads.Work<Directory> opening, Manifest fresh, Clock clock) {
    return open(path, opening, fresh, Writing.DEFAULT, clock);
  }

  private static Collection open(
      Path path,
      StoreThreads.Work<Directory> opening,
      Manifest fresh,
      Writing writing,
      Clock clock) {
    StoreThreads threads = new StoreThreads();
    try {
      return threads.call(
          "open collection " + path,
          () -> new Collection(path, sessions(path, opening, fresh, writing, clock), threads));
    } catch (Throwable e) {
      threads.close();
      throw e;
    }
  }

  private static WriterSessions sessions(
      Path path,
      StoreThreads.Work<Directory> opening,
      Manifest fresh,
      Writing writing,
      Clock clock) {
    try {
      Directory directory = new UninterruptedLock(opening.run());
      try {
        return new WriterSessions(path, directory, fresh, writing, clock);
      } catch (Throwable e) {
        directory.close();
        throw e;
      }
    } catch (FileSystemException e) {
      throw new StorageException(
          "Collection "
              + path
              + " cannot be opened to write it: "
              + e
              + ". Where it can only be read, open a snapshot.",
          e);
    } catch (IOException | RuntimeException e) {
      throw Damage.opening(path, e);
    }
  }

  /** Where the collection is. */
  public Path path() {
    return path;
  }

  /** What the collection says of itself. */
  public Manifest manifest() {
    return sessions.manifest();
  }

  /** Writes a document and its chunks, in the place of those of the same id, as one. */
  public void put(Block block) {
    write("add document '" + block.document().id() + "'", session -> session.put(block));
  }

  /** Deletes a document and its chunks, if there are any. */
  public void delete(String id) {
    write("delete document '" + id + "'", session -> session.delete(id));
  }

  /** Deletes the documents that satisfy the filter, with their chunks. */
  public void delete(Filter filter) {
    write("delete the documents where " + filter, session -> session.delete(filter));
  }

  /**
   * Remembers a file whose documents have been written. A record that is lost is not told of: its
   * file is read again.
   */
  public void put(FileRecord file) {
    write("remember file '" + file.name() + "'", session -> session.put(file));
  }

  /** Forgets a file, so that it will be read again; nothing happens when it is not known. */
  public void forgetFile(String name) {
    write("forget file '" + name + "'", session -> session.forgetFile(name));
  }

  /**
   * Keeps a named value with the collection, in the place of the one of that name; see {@link
   * Attachments}.
   */
  public void attach(String name, byte[] content) {
    Document attachment = Attachments.document(name, content);
    write("attach '" + name + "'", session -> session.attach(name, attachment));
  }

  /** Removes a named value; nothing happens when there is none. */
  public void detach(String name) {
    write("detach '" + name + "'", session -> session.detach(name));
  }

  /** Makes everything written so far survive a crash. */
  public void commit() {
    write("commit", WriterSession::commit);
  }

  /**
   * Commits with other settings of the collection's searches, in one step.
   *
   * @param settings by their names; none for those that every search has
   */
  public void search(Map<String, String> settings) {
    write(
        "keep the search settings",
        session -> session.describe(manifest -> manifest.search(settings)));
  }

  /**
   * Commits with other figures of the graph's recall, in one step.
   *
   * @param figures by their names; none for those of a collection that is not calibrated
   */
  public void calibration(Map<String, String> figures) {
    write(
        "keep the calibration",
        session -> session.describe(manifest -> manifest.calibration(figures)));
  }

  /**
   * Merges the index to one segment without deleted documents, and commits. Reads and writes all of
   * it, and needs its size once more on the disk while it goes on; other calls go on meanwhile.
   */
  public void optimize() {
    whileOpen(
        () ->
            threads.callAside(
                "optimize " + path,
                () -> sessions.use(Side.WRITE, "optimize", returning(WriterSession::optimize))));
  }

  /** A frozen view of everything written so far. The caller closes it. */
  public CollectionView view() {
    return on(Side.READ, "read", WriterSession::view);
  }

  /** As {@link #view}, as part of a write: a failure that it meets is told as that of a write. */
  public CollectionView viewToWrite() {
    return on(Side.WRITE, "read", WriterSession::view);
  }

  /**
   * A view in which a document is as its last write left it, at the price of no refresh else. Part
   * of a write: a failure that it meets is told as that of a write.
   */
  public CollectionView viewOf(String id) {
    return on(Side.WRITE, "read document '" + id + "'", session -> session.viewOf(id));
  }

  /** A write, which has no result. */
  @FunctionalInterface
  private interface Write {
    void run(WriterSession session) throws IOException;
  }

  private void write(String what, Write write) {
    on(Side.WRITE, what, returning(write));
  }

  private static WriterSessions.Work<Boolean> returning(Write write) {
    return session -> {
      write.run(session);
      return true;
    };
  }

  private <T> T on(Side side, String what, WriterSessions.Work<T> work) {
    return whileOpen(
        () -> threads.call(what + " in " + path, () -> sessions.use(side, what, work)));
  }

  private <T> T whileOpen(Supplier<T> work) {
    lifetime.readLock().lock();
    try {
      if (closed) {
        throw new StoreClosedException(
            "The store of " + path + " is closed. Open the collection again to go on.");
      }
      return work.get();
    } finally {
      lifetime.readLock().unlock();
    }
  }

  /**
   * Commits and closes; a second call does nothing. Views that are still open stay readable.
   *
   * @throws dev.nearfield.model.WritesLostException when the commit fails; the store is closed then
   */
  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      threads.call(
          "close " + path,
          () -> {
            sessions.close();
            return true;
          });
    } finally {
      threads.close();
      lifetime.writeLock().unlock();
    }
  }
}
