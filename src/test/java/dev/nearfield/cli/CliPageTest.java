package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page about the command has a section for each command, with the help that it prints. With
 * {@code -Dgenerate} the help that is there is made to be that.
 */
final class CliPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.dir", "."), "src", "site", "markdown", "cli.md");

  @Test
  void everyCommandHasASectionWithItsHelp() throws IOException {
    if (ConfigurationPageTest.GENERATE) {
      generate();
    }
    String page = Files.readString(PAGE);
    assertShows(page, CommandRun.done("--help"));
    for (String name : Commands.of(Main.commandLine()).keySet()) {
      String[] sections = page.split("\n## nearfield " + name + "\n");
      assertTrue(sections.length == 2, "cli.md has no section '## nearfield " + name + "'");
      assertShows(sections[1].split("\n## ")[0], CommandRun.helpOf(name));
    }
  }

  private static void generate() throws IOException {
    String page = withHelp(Files.readString(PAGE), "", CommandRun.done("--help"));
    for (String name : Commands.of(Main.commandLine()).keySet()) {
      page = withHelp(page, " " + name, CommandRun.helpOf(name));
    }
    Files.writeString(PAGE, page);
  }

  private static String withHelp(String page, String name, CommandRun help) {
    String usage = "```text\nUsage: nearfield" + name + " ";
    String rest = name.isEmpty() ? "\\[-hV.*?\n```\n" : ".*?\n```\n";
    return Pattern.compile(Pattern.quote(usage) + rest, Pattern.DOTALL)
        .matcher(page)
        .replaceFirst(Matcher.quoteReplacement(block(help) + "\n"));
  }

  private static void assertShows(String text, CommandRun help) {
    assertTrue(text.contains(block(help)), () -> "cli.md needs this help:\n" + block(help));
  }

  private static String block(CommandRun help) {
    return "```text\n" + help.out().stripTrailing() + "\n```";
  }
}
