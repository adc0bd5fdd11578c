package dev.nearfield.eval;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the two TREC file formats share: columns between blanks, and ids that hold none. */
final class TrecFormat {
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\u000B\\f\\r]+");

  private TrecFormat() {}

  /** The columns of a line; {@code shape} names them all, such as {@code qid 0 docid rel}. */
  static String[] columns(TextLines lines, String line, String shape) {
    String[] columns = BLANKS.split(line.trim());
    int expected = shape.split(" ").length;
    if (columns.length != expected) {
      throw lines.malformed(
          "a line must have "
              + expected
              + " columns ("
              + shape
              + "), got "
              + columns.length
              + ". Separate them with blanks or tabs, and keep blanks out of the ids.");
    }
    return columns;
  }

  static int grade(TextLines lines, String column) {
    try {
      return Integer.parseInt(column);
    } catch (NumberFormatException e) {
      throw lines.malformed(notAGrade(column), e);
    }
  }

  static String notAGrade(String text) {
    return "the grade '" + text + "' is not a whole number. Write 0, 1, 2 or the like.";
  }

  /**
   * Refuses a value that would not come back as one column: readers differ in what they take for a
   * blank, so all of Unicode's are refused.
   *
   * @throws InvalidInputException naming the value
   */
  static void requireOneColumn(String what, String value) {
    if (value.isEmpty() || value.codePoints().anyMatch(TrecFormat::breaksColumn)) {
      throw new InvalidInputException(
          "The "
              + what
              + " '"
              + value
              + "' cannot stand in a TREC file, whose columns are separated by blanks. Rename it"
              + " without blanks and control characters.");
    }
  }

  private static boolean breaksColumn(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE;
  }

  interface Body {
    void writeTo(BufferedWriter writer) throws IOException;
  }

  static void write(Path file, Body body) {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      body.writeTo(writer);
    } catch (IOException e) {
      throw new StorageException(
          "Cannot write "
              + file
              + ": "
              + e
              + ". What stands there is not complete. Check that the folder exists, may be written"
              + " to, and has space.",
          e);
    }
  }
}
