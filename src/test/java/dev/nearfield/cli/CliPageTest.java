package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about the command has a section for each command, with the help that it prints. */
final class CliPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.dir", "."), "src", "site", "markdown", "cli.md");

  @Test
  void everyCommandHasASectionWithItsHelp() throws IOException {
    String page = Files.readString(PAGE);
    assertShows(page, CommandRun.done("--help"));
    for (String name : Main.commandLine().getSubcommands().keySet()) {
      String[] sections = page.split("\n## nearfield " + name + "\n");
      assertTrue(sections.length == 2, "cli.md has no section '## nearfield " + name + "'");
      assertShows(sections[1].split("\n## ")[0], CommandRun.done(name, "--help"));
    }
  }

  private static void assertShows(String text, CommandRun help) {
    String block = "```text\n" + help.out().stripTrailing() + "\n```";
    assertTrue(text.contains(block), () -> "cli.md needs this help:\n" + block);
  }
}
