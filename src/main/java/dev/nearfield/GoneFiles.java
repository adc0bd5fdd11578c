package dev.nearfield;

import dev.nearfield.ingest.Folder;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.store.FileRecord;
import dev.nearfield.store.FileRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The files of a folder that a collection knows and that are not there any more. */
final class GoneFiles {
  private final FileRecords known;
  private final Folder folder;
  private final IngestOptions options;

  GoneFiles(FileRecords known, Folder folder, IngestOptions options) {
    this.known = known;
    this.folder = folder;
    this.options = options;
  }

  /** Files that the patterns leave out, but that are there, are not gone. */
  void forEach(Consumer<FileRecord> visitor) {
    Path root = root();
    known.forEach(
        file -> {
          Path path = Path.of(file.path());
          boolean ours = path.startsWith(root) && file.name().startsWith(options.prefix());
          if (ours && Files.notExists(path)) {
            visitor.accept(file);
          }
        });
  }

  private Path root() {
    try {
      return folder.root().toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty folder is more often a disk that is not mounted than a wish to lose everything. */
  void requireSomeLeft(long files) {
    if (files > 0 || !options.prune()) {
      return;
    }
    forEach(
        file -> {
          throw new InvalidInputException(
              "The folder %s has no file to read, so pruning would remove all that the collection has of it, '%s' first. Check that its disk is there, or delete the documents by their source."
                  .formatted(folder.root(), file.name()));
        });
  }
}
