package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Every command explains itself, and its examples are commands that parse. */
final class HelpTest {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @Test
  void everyCommandHasHelpWithDescribedOptionsAndAnExample() {
    for (Map.Entry<String, CommandLine> command : commands().entrySet()) {
      String name = command.getKey();
      CommandSpec spec = command.getValue().getCommandSpec();
      assertTrue(spec.usageMessage().description().length > 0, name + " has no description");
      Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
          .forEach(argument -> assertTrue(isDescribed(argument), name + ": " + argument));
      assertFalse(examples(spec).isEmpty(), name + " has no example in its footer");

      CommandRun help = CommandRun.helpOf(name);
      assertTrue(help.out().contains("Usage: nearfield " + name), help.out());
      String joined = help.out().replaceAll("\\s+", " ");
      examples(spec).forEach(example -> assertTrue(joined.contains(example), help.out()));
    }
  }

  @Test
  void examplesParse() {
    for (Map.Entry<String, CommandLine> command : commands().entrySet()) {
      for (String example : examples(command.getValue().getCommandSpec())) {
        List<String> words = words(example);
        assertTrue((example + " ").startsWith("nearfield " + command.getKey() + " "), example);
        Main.commandLine().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      }
    }
  }

  @Test
  void theCommandItselfListsItsCommands() {
    String help = CommandRun.done("--help").out();
    Main.commandLine()
        .getSubcommands()
        .keySet()
        .forEach(name -> assertTrue(help.contains("  " + name + " "), help));
    assertTrue(CommandRun.done("--version").out().startsWith("nearfield "));
  }

  private static Map<String, CommandLine> commands() {
    return Commands.of(Main.commandLine());
  }

  private static boolean isDescribed(ArgSpec argument) {
    return argument.description().length > 0 && !argument.description()[0].isBlank();
  }

  private static List<String> examples(CommandSpec spec) {
    return Stream.of(spec.usageMessage().footer())
        .filter(line -> line.startsWith("  nearfield "))
        .map(String::strip)
        .toList();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (MatchResult word : WORD.matcher(line).results().toList()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }
}
