package dev.nearfield.embed.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Files that are written once and then read by all processes of a user. A file appears whole or not
 * at all, whoever writes it at the same time; one that has not its full size is written anew. The
 * folder may be deleted at any time: it is filled again.
 */
final class FileCache {
  private static final Logger LOG = System.getLogger(FileCache.class.getName());
  private static final String UNFINISHED = ".part";
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path root;

  FileCache(Path root) {
    this.root = root;
  }

  /** What is to be written. */
  interface Content {
    /** Writes all of it, or fails when it is not what it should be. */
    void copyTo(OutputStream out) throws IOException;
  }

  Path root() {
    return root;
  }

  /**
   * The file of a name, written if it is not there in its full size.
   *
   * @param name a relative path
   * @param size how many bytes it has
   * @throws IOException when it is not there and cannot be written
   */
  Path file(Path name, long size, Content content) throws IOException {
    Path file = root.resolve(name);
    if (!holds(file, size)) {
      Path folder = name.getParent();
      write(folder == null ? root : root.resolve(folder), file, size, content);
      LOG.log(Level.DEBUG, "Unpacked {0}, {1} bytes", file, size);
    }
    return file;
  }

  private static boolean holds(Path file, long size) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == size;
  }

  private static void write(Path folder, Path file, long size, Content content) throws IOException {
    Files.createDirectories(folder);
    removeAbandoned(folder);
    Path part = folder.resolve(file.getFileName() + "-" + UUID.randomUUID() + UNFINISHED);
    try {
      try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
        content.copyTo(out);
      }
      if (!holds(part, size)) {
        throw new IOException(
            part + " has " + Files.size(part) + " bytes where " + size + " were due");
      }
      moveInPlace(part, file, size);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void moveInPlace(Path part, Path file, long size) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Windows does not replace a library that another process has written and loaded meanwhile.
      if (!holds(file, size)) {
        throw e;
      }
    }
  }

  /** Takes away what processes that were killed while they wrote have left. */
  private static void removeAbandoned(Path folder) throws IOException {
    FileTime limit = FileTime.from(Instant.now().minus(ABANDONED));
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path part : parts) {
        removeIfOlder(part, limit);
      }
    }
  }

  private static void removeIfOlder(Path part, FileTime limit) {
    try {
      if (Files.getLastModifiedTime(part).compareTo(limit) < 0) {
        Files.delete(part);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0} stays, or another process has removed it: {1}", part, e);
    }
  }
}
