package dev.nearfield.store;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;

/**
 * A folder that is made under another name, and takes its own in one step when it is whole. What is
 * not finished is deleted when it is closed.
 *
 * {@snippet class="dev.nearfield.examples.BackupExamplesTest" region="partial"}
 */
public final class PartialFolder implements AutoCloseable {
  private static final String ENDING = ".partial";

  private final Path target;
  private final Path path;
  private boolean finished;

  private PartialFolder(Path target, Path path) {
    this.target = target;
    this.path = path;
  }

  /**
   * Begins a folder that is new or empty.
   *
   * @throws InvalidInputException when the folder holds something, or when another attempt to make
   *     it goes on or was broken off by a crash
   */
  public static PartialFolder of(Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    Path path = target.resolveSibling(target.getFileName() + ENDING);
    try {
      requireNothingIn(folder, target);
      CollectionFolder.create(target.resolveSibling("."));
      Files.createDirectory(path);
      return new PartialFolder(target, path);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidInputException(
          path
              + " is there already: another process is making "
              + folder
              + ", or was broken off. Delete that folder when none is, and try again.",
          e);
    } catch (IOException e) {
      throw new StorageException("The folder " + path + " cannot be made: " + e, e);
    }
  }

  private static void requireNothingIn(Path folder, Path target) throws IOException {
    if (Files.notExists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new InvalidInputException(folder + " is a file. Name a new folder.");
    }
    try (Stream<Path> files = Files.list(target)) {
      if (files.findAny().isPresent()) {
        throw new InvalidInputException(
            folder + " is not empty. Name a new folder: what is there is never overwritten.");
      }
    }
  }

  /** Whether a folder has the name of one that is not finished. */
  static boolean isPartial(Path folder) {
    return folder.getFileName().toString().endsWith(ENDING);
  }

  /** What an unfinished folder is to become. */
  static Path target(Path partial) {
    String name = partial.getFileName().toString();
    return partial.resolveSibling(name.substring(0, name.length() - ENDING.length()));
  }

  /** Where to write until it is finished. */
  public Path path() {
    return path;
  }

  /** Gives the folder its name; to be called when all that is in it is synced. */
  public void finish() {
    try {
      IOUtils.fsync(path, true);
      Files.deleteIfExists(target);
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      finished = true;
      IOUtils.fsync(target.resolveSibling("."), true);
    } catch (DirectoryNotEmptyException e) {
      throw new InvalidInputException(
          target + " has been filled by somebody else in the meantime. Name another folder.", e);
    } catch (IOException e) {
      throw new StorageException("The folder " + path + " cannot become " + target + ": " + e, e);
    }
  }

  /** Deletes what is not finished. */
  @Override
  public void close() {
    if (!finished) {
      delete(path);
    }
  }

  /**
   * Deletes a folder of files; loses its name first, so that half of it is never taken for whole.
   */
  static void delete(Path folder) {
    try {
      Path doomed = folder;
      if (!isPartial(folder)) {
        doomed = folder.resolveSibling(folder.getFileName() + ENDING);
        Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
      }
      try (Stream<Path> files = Files.list(doomed)) {
        IOUtils.rm(files.toArray(Path[]::new));
      }
      Files.delete(doomed);
    } catch (IOException e) {
      throw new StorageException("The folder " + folder + " cannot be deleted: " + e, e);
    }
  }

  /** The folders in a folder. */
  static List<Path> in(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }
}
