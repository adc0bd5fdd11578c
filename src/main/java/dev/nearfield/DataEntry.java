package dev.nearfield;

import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.StorageException;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Manifest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A folder among those that hold collections.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="data"}
 */
public sealed interface DataEntry {
  /** The beginning of the names of folders that hold caches: of embeddings, of measured results. */
  String CACHE_PREFIX = "cache-";

  /** Where it is. */
  Path path();

  /**
   * A collection.
   *
   * @param path its folder
   * @param manifest what it says of itself
   * @param documents the number of documents
   * @param chunks the number of chunks
   * @param bytes the bytes of its files
   * @param lastCommit when it was last committed, by the clock of the file system
   */
  record OfCollection(
      Path path, Manifest manifest, int documents, int chunks, long bytes, Instant lastCommit)
      implements DataEntry {}

  /**
   * A cache, of embeddings or of measured results, which may be deleted.
   *
   * @param path its folder
   * @param bytes the bytes of its files
   */
  record OfCache(Path path, long bytes) implements DataEntry {}

  /**
   * What cannot be opened as a collection.
   *
   * @param path its folder
   * @param reason why, as a sentence
   */
  record OfOther(Path path, String reason) implements DataEntry {}

  /**
   * What the folders below one are, in the order of their names. Takes no lock.
   *
   * @throws StorageException when the folder is not there or cannot be read
   */
  static List<DataEntry> under(Path data) {
    List<DataEntry> entries = new ArrayList<>();
    try (Stream<Path> folders = Files.list(data)) {
      folders.filter(Files::isDirectory).sorted().forEach(folder -> entries.add(of(folder)));
      return entries;
    } catch (NoSuchFileException e) {
      throw new StorageException(
          "There is no folder " + data + ". Add documents, or name the folder of collections.", e);
    } catch (IOException e) {
      throw new StorageException("The folder " + data + " cannot be read: " + e, e);
    }
  }

  private static DataEntry of(Path folder) {
    try {
      if (folder.getFileName().toString().startsWith(CACHE_PREFIX)) {
        return new OfCache(folder, bytes(folder));
      }
      try (CollectionView view = CollectionView.open(folder, Clock.systemUTC())) {
        return new OfCollection(
            folder,
            view.manifest(),
            view.documents().count(null),
            view.chunks(),
            bytes(folder),
            CollectionView.lastCommit(folder));
      }
    } catch (NearfieldException e) {
      return new OfOther(folder, e.getMessage());
    }
  }

  /** The bytes of the files in a folder and below it. */
  static long bytes(Path folder) {
    AtomicLong sum = new AtomicLong();
    sizes(folder, sum::addAndGet);
    return sum.get();
  }

  /**
   * Tells the size of each file in a folder and below it; not of those that a writer removes
   * meanwhile.
   *
   * @throws StorageException when the folder cannot be read
   */
  static void sizes(Path folder, LongConsumer each) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              each.accept(attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new StorageException("The folder " + folder + " cannot be read: " + e, e);
    }
  }
}
