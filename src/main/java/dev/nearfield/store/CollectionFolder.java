package dev.nearfield.store;

import dev.nearfield.model.NotACollectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;

/** Tells what a folder holds before a writer touches it. */
final class CollectionFolder {
  private CollectionFolder() {}

  /** Whether the folder holds a collection already; false for a new or empty one. */
  static boolean holdsCollection(Path path, Directory directory) throws IOException {
    if (DirectoryReader.indexExists(directory)) {
      return true;
    }
    List<String> strangers = strangers(path);
    if (!strangers.isEmpty()) {
      throw new NotACollectionException(
          path,
          path
              + " is not a collection: it holds other files ("
              + strangers.getFirst()
              + (strangers.size() > 1 ? " and more" : "")
              + "). Give the folder of a collection, or an empty or new one. If it was a"
              + " collection, its segments file is missing: restore it from a backup.");
    }
    return false;
  }

  static NotACollectionException empty(Path path) {
    return new NotACollectionException(
        path, "The folder " + path + " is empty and not a collection. Add documents first.");
  }

  static NotACollectionException absent(Path path) {
    return new NotACollectionException(
        path, "There is no collection at " + path + ". Name the folder of one.");
  }

  /** Files that neither Lucene nor Nearfield left, after a creation that was broken off. */
  static List<String> strangers(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> !WriterLock.isOurs(file))
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(IndexFileNames.PENDING_SEGMENTS))
          .sorted()
          .toList();
    }
  }

  /**
   * Compares the commit with its checksum before Lucene reads it, which trusts the lengths in it
   * until it comes to its end.
   */
  static void requireWholeCommit(Directory directory) throws IOException {
    String commit = SegmentInfos.getLastCommitSegmentsFileName(directory);
    if (commit == null) {
      return;
    }
    try (IndexInput file = directory.openInput(commit, IOContext.READONCE)) {
      CodecUtil.checksumEntireFile(file);
    } catch (NoSuchFileException e) {
      return; // replaced by a newer one in this moment
    }
  }

  /** Creates the folder where there is none, so that it survives a crash of the machine. */
  static void create(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new NotACollectionException(
          path, path + " is a file. Give the folder of a collection, or a new one.");
    }
    createSynced(path.toAbsolutePath());
  }

  private static void createSynced(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(folder)) {
      createSynced(parent);
      Files.createDirectories(folder);
      IOUtils.fsync(parent, true);
    }
  }

  /** When the last commit was made, by the clock of the file system. */
  static Instant lastCommit(Path path, Directory directory) throws IOException {
    while (true) {
      String segments = SegmentInfos.getLastCommitSegmentsFileName(directory);
      if (segments == null) {
        throw new NotACollectionException(
            path, path + " holds no commit of a collection any more.");
      }
      try {
        return Files.getLastModifiedTime(path.resolve(segments)).toInstant();
      } catch (NoSuchFileException e) {
        continue; // a writer has committed again since the folder was listed
      }
    }
  }

  static Manifest readManifest(Path path, Directory directory) throws IOException {
    return Manifest.fromCommitData(path, SegmentInfos.readLatestCommit(directory).getUserData());
  }
}
