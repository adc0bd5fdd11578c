package dev.nearfield.store;

import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.StorageException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.StandardDirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.util.Version;

/**
 * Says in a sentence what Lucene throws when the files of a collection are damaged, too old or too
 * new: which file it is, and what to do.
 *
 * {@snippet class="dev.nearfield.examples.RepairExamplesTest" region="damage"}
 */
public final class Damage {
  private static final Pattern FILE = Pattern.compile("path=\"([^\"]*)\"");

  private static final String WAY_ON =
      "Export it with the Nearfield that wrote it ('nearfield export'), and import the file with"
          + " this one ('nearfield import').";

  private Damage() {}

  /** A failure to open a collection. */
  public static NearfieldException opening(Path collection, Throwable failure) {
    return switch (failure) {
      case NearfieldException e -> e;
      case IndexFormatTooNewException e -> tooNew(collection, e);
      case IndexFormatTooOldException e -> tooOld(collection, e);
      default -> failed("Collection " + collection + " cannot be opened", collection, failure);
    };
  }

  /**
   * A failure while something was read from an open collection. Damaged files show themselves in
   * many ways: as an error of input, as a number out of bounds, as a length that no memory has room
   * for, or as a fault of mapped memory when a file was cut off while it was open.
   *
   * @param what what could not be done
   */
  public static RuntimeException reading(String what, IndexReader reader, Throwable failure) {
    return switch (failure) {
      case NearfieldException e -> e;
      case AlreadyClosedException e -> e;
      case IndexSearcher.TooManyClauses e -> e;
      default -> failed(what, folder(reader), failure);
    };
  }

  /** A failure while an open collection was written, which reads what was there before. */
  static RuntimeException writing(String what, Throwable failure) {
    return switch (failure) {
      case NearfieldException e -> e;
      case IOException e -> failed(what, folder(e), e);
      case UncheckedIOException e -> failed(what, folder(e), e);
      case IndexOutOfBoundsException e -> failed(what, folder(e), e);
      case NegativeArraySizeException e -> failed(what, folder(e), e);
      case NullPointerException e -> failed(what, folder(e), e);
      case ArithmeticException e -> failed(what, folder(e), e);
      case RuntimeException e -> e;
      default -> failed(what, folder(failure), failure);
    };
  }

  private static StorageException failed(String what, Path collection, Throwable failure) {
    String because = what + ": " + file(failure).map(file -> "file " + file + ": ").orElse("");
    return isDamage(failure)
        ? new StorageException(because + reason(failure) + ". " + advice(collection), failure)
        : new StorageException(because + failure, failure);
  }

  private static boolean isDamage(Throwable failure) {
    return switch (failure) {
      case CorruptIndexException e -> true;
      case EOFException e -> true;
      case NoSuchFileException e -> true;
      case FileNotFoundException e -> true;
      case FileSystemException e -> false;
      default -> true;
    };
  }

  /** What to do about a damaged collection. */
  static String advice(Path collection) {
    return "Run 'nearfield verify --collection "
        + collection
        + "' to see what is damaged; then restore a backup, or run 'nearfield repair --collection "
        + collection
        + " --dry-run' to see what a repair would keep.";
  }

  /** What is wrong, without the name of the file. */
  static String reason(Throwable failure) {
    String reason =
        switch (failure) {
          case CorruptIndexException e -> e.getOriginalMessage();
          case NoSuchFileException e -> "is missing";
          case FileNotFoundException e -> "is missing";
          case EOFException e -> "ends too early";
          default -> failure.toString();
        };
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  private static Optional<String> file(Throwable failure) {
    return path(failure).map(path -> path.getFileName().toString());
  }

  /** The folder of the file that a failure tells of, or a word for it. */
  private static Path folder(Throwable failure) {
    return path(failure).map(Path::getParent).orElse(Path.of("DIR"));
  }

  private static Optional<Path> path(Throwable failure) {
    String resource =
        switch (failure) {
          case CorruptIndexException e -> e.getResourceDescription();
          case IndexFormatTooNewException e -> e.getResourceDescription();
          case IndexFormatTooOldException e -> e.getResourceDescription();
          case NoSuchFileException e -> "path=\"" + e.getFile() + "\"";
          default -> Objects.requireNonNullElse(failure.getMessage(), "");
        };
    Matcher path = FILE.matcher(resource);
    return path.find() ? Optional.of(Path.of(path.group(1))) : Optional.empty();
  }

  private static NotACollectionException tooNew(Path collection, IndexFormatTooNewException e) {
    return new NotACollectionException(
        collection,
        "Collection "
            + collection
            + " is of a newer format than Lucene "
            + Version.LATEST
            + " reads"
            + file(e).map(file -> " (file " + file).orElse(" (its files")
            + " has version "
            + e.getVersion()
            + ", and "
            + e.getMinVersion()
            + " to "
            + e.getMaxVersion()
            + " can be read). "
            + WAY_ON
            + " If that was this one, the file is damaged: run 'nearfield verify --collection "
            + collection
            + "'.");
  }

  private static NotACollectionException tooOld(Path collection, IndexFormatTooOldException e) {
    return new NotACollectionException(
        collection,
        "Collection "
            + collection
            + " is of an older format than Lucene "
            + Version.LATEST
            + " reads"
            + file(e).map(file -> " (file " + file + ")").orElse("")
            + ": "
            + reason(e)
            + ". "
            + WAY_ON
            + " If that was this one, the file is damaged: run 'nearfield verify --collection "
            + collection
            + "'.");
  }

  private static String reason(IndexFormatTooOldException e) {
    String reason =
        e.getReason() == null
            ? "it has version "
                + e.getVersion()
                + ", and "
                + e.getMinVersion()
                + " to "
                + e.getMaxVersion()
                + " can be read"
            : e.getReason();
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  /** The folder of an open index. */
  private static Path folder(IndexReader reader) {
    return reader instanceof StandardDirectoryReader open
            && FilterDirectory.unwrap(open.directory()) instanceof FSDirectory directory
        ? directory.getDirectory()
        : Path.of("DIR");
  }
}
