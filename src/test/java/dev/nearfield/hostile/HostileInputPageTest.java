package dev.nearfield.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page on hostile input has the rows that are tried, and no others; {@code -Dgenerate} writes
 * its table anew.
 */
final class HostileInputPageTest {
  private static final Path PAGE =
      Path.of(
          System.getProperty("project.dir", "."), "src", "site", "markdown", "hostile-input.md");

  private static final String HEAD = "| what | comes by | what happens |\n| --- | --- | --- |\n";
  private static final int CLASSES = 60;

  @Test
  void thePageHasTheRowsThatAreTried() throws IOException {
    List<Row> rows = HostileInputTest.rows().toList();
    assertTrue(rows.size() >= CLASSES, rows.size() + " rows");
    assertEquals(rows.size(), rows.stream().map(Row::name).distinct().count());
    String table = HEAD + rows.stream().map(row -> row.told() + "\n").collect(Collectors.joining());
    String page = Files.readString(PAGE);
    int start = page.indexOf(HEAD);
    int end = page.indexOf("\n\n", start) + 1;
    if (System.getProperty("generate") != null) {
      Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end));
    } else {
      assertEquals(table, page.substring(start, end));
      assertTrue(page.contains(rows.size() + " classes"), "The page should say " + rows.size());
    }
  }
}
