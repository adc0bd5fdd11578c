package dev.nearfield;

import dev.nearfield.IngestEvent.FileState;
import dev.nearfield.ingest.SourceFile;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.store.FileRecord;
import dev.nearfield.store.FileRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares files with what a collection knows of them: by size and time, and by hash in doubt. */
final class FileComparison {
  /** A file written within a step of its file system's clock may change and keep its time. */
  private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

  private final @Nullable FileRecords known;
  private final IngestOptions options;
  private final Clock clock;

  /**
   * @param known what the collection knows; null for nothing
   */
  FileComparison(@Nullable FileRecords known, IngestOptions options, Clock clock) {
    this.known = known;
    this.options = options;
    this.clock = clock;
  }

  /**
   * A file beside its record.
   *
   * @param state what it is
   * @param before what the collection knows of it; null when it is new
   * @param now what the collection should know once the file is read, with the number of documents
   *     that it had before
   */
  record Compared(FileState state, @Nullable FileRecord before, FileRecord now) {
    /** Whether the record has to be written though the file need not be read. */
    boolean isTouched() {
      return state == FileState.UNCHANGED && !now.equals(before);
    }
  }

  /** Is told of a file that cannot be compared, and why. */
  @FunctionalInterface
  interface Failure {
    void accept(String name, String reason);
  }

  /** Compares a file; null when that fails, which is told. */
  @Nullable Compared compare(SourceFile file, Failure failure) {
    try {
      return compare(file);
    } catch (InvalidInputException e) {
      failure.accept(file.name(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      failure.accept(
          file.name(), "It cannot be read (" + e.getMessage() + "). Check the file and its disk.");
    }
    return null;
  }

  private Compared compare(SourceFile file) throws IOException {
    String path = file.path().toRealPath().toString();
    Optional<FileRecord> found = known == null ? Optional.empty() : known.find(file.name());
    if (known == null || found.isEmpty()) {
      return new Compared(FileState.NEW, null, read(file, path, FileHash.of(file.path()), 0));
    }
    FileRecord before = found.get();
    requireSamePlace(file, before, path);
    if (isSurelyAsBefore(file, before, path)
        && isWhole(known, before)
        && isReadTheSameWay(file, before)) {
      return new Compared(FileState.UNCHANGED, before, before);
    }
    FileRecord now = read(file, path, FileHash.of(file.path()), before.documents());
    boolean same =
        now.hash().equals(before.hash())
            && isWhole(known, before)
            && isReadTheSameWay(file, before);
    return new Compared(same ? FileState.UNCHANGED : FileState.CHANGED, before, now);
  }

  private boolean isSurelyAsBefore(SourceFile file, FileRecord before, String path) {
    boolean settled = file.modified().plus(CLOCK_STEP).isBefore(before.read());
    return !options.checksum()
        && settled
        && before.path().equals(path)
        && before.size() == file.size()
        && before.modified().equals(file.modified());
  }

  /** Whether no document of the file was deleted or taken over since. */
  private static boolean isWhole(FileRecords known, FileRecord before) {
    return known.documentsOf(before.name()) == before.documents();
  }

  private boolean isReadTheSameWay(SourceFile file, FileRecord before) {
    return before.readers().equals(options.readers().description(file));
  }

  private FileRecord read(SourceFile file, String path, String hash, int documents) {
    Instant now = clock.instant();
    return new FileRecord(
        file.name(),
        path,
        file.size(),
        file.modified(),
        hash,
        documents,
        options.readers().description(file),
        now);
  }

  /** A folder may move; two folders with a file of the same name would fight for its documents. */
  private static void requireSamePlace(SourceFile file, FileRecord before, String path) {
    if (!before.path().equals(path) && Files.exists(Path.of(before.path()))) {
      throw new InvalidInputException(
          "The collection has a file of this name already, from %s. Give the files of one folder a prefix, or use another collection."
              .formatted(before.path()));
    }
  }

  /** Whether a source is a file that still exists, so that its documents are nobody else's. */
  boolean isLive(String source, Path root) {
    return isBelow(root, source)
        || (known != null
            && known.find(source).filter(file -> Files.exists(Path.of(file.path()))).isPresent());
  }

  private boolean isBelow(Path root, String source) {
    try {
      return source.startsWith(options.prefix())
          && Files.isRegularFile(root.resolve(source.substring(options.prefix().length())));
    } catch (InvalidPathException e) {
      return false; // A source need not be a path at all.
    }
  }
}
