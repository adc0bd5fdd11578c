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
import java.util.Arrays;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * Says who writes a collection. Lucene's own lock decides; the companion file beside it only tells
 * who holds the lock, and is believed only while the lock is held.
 */
final class WriterLock {
  private static final String HOLDER_FILE = "nearfield.holder";

  private final Path file;
  private final byte[] signature;

  WriterLock(Path path) {
    this.file = path.resolve(HOLDER_FILE);
    String holder =
        "process " + ProcessHandle.current().pid() + " on " + host() + " since " + Instant.now();
    this.signature = holder.getBytes(StandardCharsets.UTF_8);
  }

  static CollectionLockedException locked(Path path, LockObtainFailedException cause) {
    return new CollectionLockedException(path, holder(path), cause);
  }

  /** To be called while the lock is held. Writes nothing when the signature stands already. */
  void sign() throws IOException {
    if (!isSigned()) {
      Files.write(file, signature);
    }
  }

  /** Leaves the signature of another store alone. */
  void remove() throws IOException {
    if (isSigned()) {
      Files.delete(file);
    }
  }

  private boolean isSigned() throws IOException {
    return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), signature);
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
