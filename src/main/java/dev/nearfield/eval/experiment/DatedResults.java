package dev.nearfield.eval.experiment;

import dev.nearfield.eval.report.Provenance;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A folder of results by date: {@code 2026-11-25/name.md} and {@code .jsonl}, each with what it
 * takes to run it again.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="report"}
 *
 * @param folder holds the folders of the dates
 */
public record DatedResults(Path folder) {

  /** The folder {@code results} beside a file that tells what is measured. */
  public static DatedResults beside(Path file) {
    return new DatedResults(file.toAbsolutePath().resolveSibling("results").normalize());
  }

  /**
   * Keeps a table and its lines for programs, over those of the same name and date.
   *
   * @return the file of the table
   */
  public Path keep(String name, Provenance provenance, String markdown, String jsonLines) {
    LocalDate date = LocalDate.ofInstant(provenance.date(), ZoneOffset.UTC);
    Path dated = folder.resolve(date.toString());
    Path table = dated.resolve(name + ".md");
    try {
      Files.createDirectories(dated);
      Files.writeString(table, page(name, provenance, markdown));
      Files.writeString(dated.resolve(name + ".jsonl"), jsonLines);
      return table;
    } catch (IOException e) {
      throw new StorageException("The results cannot be kept in " + dated + ": " + e, e);
    }
  }

  private static String page(String name, Provenance provenance, String markdown) {
    var page = new StringBuilder("# " + name + "\n\n" + markdown + "\n## To run it again\n\n");
    page.append("    ").append(provenance.commandLine()).append("\n\n");
    provenance.lines().forEach((key, value) -> page.append("- " + key + ": " + value + "\n"));
    return page.toString();
  }
}
