package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The settings' file and page say what the commands' options say. With {@code -Dgenerate} they are
 * made to.
 */
final class ConfigurationPageTest {
  static final boolean GENERATE = System.getProperty("generate") != null;

  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Path FILE = PROJECT.resolve("config/nearfield.yaml");
  private static final Path PAGE = PROJECT.resolve("src/site/markdown/configuration.md");
  private static final String SECTION = "\n## Options\n\n";
  private static final String HINT =
      "is not up to date: mvn -q test -Dtest='ConfigurationPageTest,CliPageTest' -Dgenerate";

  private final ConfigurationText text = new ConfigurationText(Main.commandLine());

  @Test
  void theFileHasEveryOption() throws IOException {
    if (GENERATE) {
      Files.writeString(FILE, text.yaml());
    }
    assertEquals(text.yaml(), Files.readString(FILE), FILE + " " + HINT);
    assertEquals(ConfigurationFile.NONE, ConfigurationFile.read(FILE));
  }

  @Test
  void whatTheFileSaysIsWhatCountsWithoutIt(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("all.yaml"), uncommented());
    for (String command : Commands.of(Main.commandLine()).keySet()) {
      assertEquals(
          CommandRun.helpOf(command).out().toLowerCase(Locale.ROOT),
          CommandRun.helpOf(command + " --config " + file).out().toLowerCase(Locale.ROOT));
    }
  }

  /** The file with every setting that has a default, and the sections of such. */
  private String uncommented() {
    StringBuilder yaml = new StringBuilder();
    String section = "";
    for (String line : text.yaml().lines().toList()) {
      if (line.matches("#[a-z0-9-]+( [a-z0-9-]+)?:") && line.equals(line.strip())) {
        section = line.substring(1) + "\n";
      } else if (line.matches("#(  )?[a-z0-9-]+: .+")) {
        boolean inside = line.startsWith("#  ");
        yaml.append(inside ? section : "").append(line.substring(1)).append('\n');
        section = inside ? "" : section;
      }
    }
    return yaml.toString();
  }

  @Test
  void thePageHasTheTable() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.split(SECTION)[0];
    if (GENERATE) {
      Files.writeString(PAGE, before + SECTION + text.table());
    }
    assertTrue(page.contains(SECTION), "configuration.md has no section 'Options'");
    assertEquals(before + SECTION + text.table(), Files.readString(PAGE), PAGE + " " + HINT);
  }
}
