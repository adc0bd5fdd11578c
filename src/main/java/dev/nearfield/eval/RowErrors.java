package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a file of rows that cannot be read.
 *
 * @param file the file
 */
record RowErrors(Path file) {
  /** A row that is there and means nothing. */
  InvalidInputException malformed(long line, String problem, @Nullable Throwable cause) {
    return new InvalidInputException(file + ", line " + line + ": " + problem, cause);
  }

  /** An error of the whole file. */
  InvalidInputException malformed(String problem) {
    return new InvalidInputException(file + ": " + problem);
  }

  /** Something is wrong from here on. */
  InvalidInputException after(long line, String problem, Throwable cause) {
    return new InvalidInputException(file + ", after line " + line + ": " + problem, cause);
  }

  /** A file that cannot be opened, unpacked, decoded or read on. */
  RuntimeException unreadable(long line, IOException e) {
    return switch (e) {
      case CharacterCodingException wrong ->
          after(line, "the text is not UTF-8. Save the file in UTF-8.", wrong);
      case ZipException damaged ->
          after(
              line,
              "the file is not valid gzip ("
                  + damaged.getMessage()
                  + "). Download it again, or drop the ending .gz if it is not packed.",
              damaged);
      case EOFException cut -> after(line, "the gzip file is cut off. Download it again.", cut);
      case NoSuchFileException missing ->
          new InvalidInputException(
              "There is no file " + file + ". Check the path and its spelling.", missing);
      default ->
          new StorageException(
              "Cannot read "
                  + file
                  + " after line "
                  + line
                  + ": "
                  + e
                  + ". Check the disk and the access rights.",
              e);
    };
  }
}
