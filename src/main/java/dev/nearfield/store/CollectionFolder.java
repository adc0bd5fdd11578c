package dev.nearfield.store;

import dev.nearfield.model.NotACollectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/** Tells what a folder holds before a writer touches it. */
final class CollectionFolder {
  private CollectionFolder() {}

  /** Whether the folder holds a collection already; false for a new or empty one. */
  static boolean holdsCollection(Path path, Directory directory) throws IOException {
    if (DirectoryReader.indexExists(directory)) {
      return true;
    }
    List<String> strangers = strangers(directory);
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

  /** Files that neither Lucene nor Nearfield left, after a creation that was broken off. */
  private static List<String> strangers(Directory directory) throws IOException {
    return Stream.of(directory.listAll())
        .filter(name -> !WriterLock.isOurs(name))
        .filter(name -> !name.startsWith(IndexFileNames.PENDING_SEGMENTS))
        .toList();
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

  static Manifest readManifest(Path path, Directory directory) throws IOException {
    return Manifest.fromCommitData(path, SegmentInfos.readLatestCommit(directory).getUserData());
  }
}
