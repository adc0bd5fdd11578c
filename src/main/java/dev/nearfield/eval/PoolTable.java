package dev.nearfield.eval;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.nearfield.Snapshot;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A pool as a CSV file, to be judged in a spreadsheet: a row a document, with an empty grade where
 * there is none yet. {@link QuestionSet#readCsv} reads it, whether all of it is filled in or not.
 *
 * {@snippet class="dev.nearfield.examples.QuestionExamplesTest" region="pool"}
 */
public final class PoolTable {
  private static final int LONGEST_TEXT = 1_000;

  private PoolTable() {}

  /**
   * Writes a new file.
   *
   * @param questions the questions, and the grades that are known
   * @throws InvalidInputException when the file exists
   * @throws StorageException when it cannot be written
   */
  public static void write(Path file, QuestionSet questions, Pool pool, Snapshot snapshot) {
    if (Files.exists(file)) {
      throw new InvalidInputException(
          "The file " + file + " exists. Name another, or remove it first.");
    }
    try (CsvWriter csv = CsvWriter.builder().build(file, StandardOpenOption.CREATE_NEW)) {
      csv.writeRecord("query id", "question", "document", "title", "text", "grade");
      for (Query query : questions.queries()) {
        for (String id : pool.documents(query.id())) {
          SourceDocument document = snapshot.get(id).orElse(null);
          var grade = questions.qrels().grade(query.id(), id);
          csv.writeRecord(
              query.id(),
              query.text(),
              id,
              document == null || document.title() == null ? "" : document.title(),
              document == null ? "" : shortened(document.text()),
              grade.isPresent() ? Integer.toString(grade.getAsInt()) : "");
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new StorageException(
          "The pool cannot be written to "
              + file
              + ": "
              + e
              + ". Remove what stands there, and check the disk and the access rights.",
          e);
    }
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    return text.substring(0, end) + "…";
  }
}
