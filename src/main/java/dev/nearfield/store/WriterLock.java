package dev.nearfield.store;

import dev.nearfield.model.CollectionLockedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * Says who writes a collection. Lucene's own lock decides; the companion file beside it only tells
 * who holds the lock, and is believed only while the lock is held.
 */
final class WriterLock {
  private static final String HOLDER_FILE = "nearfield.holder";

  private WriterLock() {}

  static CollectionLockedException locked(Path path, LockObtainFailedException cause) {
    return new CollectionLockedException(path, holder(path), cause);
  }

  /** To be called while the lock is held. */
  static void sign(Path path) throws IOException {
    Files.writeString(
        path.resolve(HOLDER_FILE),
        "process " + ProcessHandle.current().pid() + " on " + host() + " since " + Instant.now(),
        StandardCharsets.UTF_8);
  }

  static void remove(Path path) throws IOException {
    Files.deleteIfExists(path.resolve(HOLDER_FILE));
  }

  static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    return name.equals(HOLDER_FILE) || name.equals(IndexWriter.WRITE_LOCK_NAME);
  }

  private static String holder(Path path) {
    try {
      return Files.readString(path.resolve(HOLDER_FILE), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "by a process that has not signed yet";
    } catch (IOException e) {
      return "by a process that cannot be read: " + e.getMessage();
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }
}
