package dev.nearfield.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands by what is typed behind {@code nearfield}, such as {@code eval new}. */
final class Commands {
  private Commands() {}

  static Map<String, CommandLine> of(CommandLine main) {
    Map<String, CommandLine> commands = new LinkedHashMap<>();
    main.getSubcommands()
        .forEach(
            (name, command) -> {
              commands.put(name, command);
              of(command).forEach((sub, line) -> commands.put(name + " " + sub, line));
            });
    return commands;
  }

  /** What is typed for a command. */
  static String name(CommandSpec command) {
    CommandSpec parent = command.parent();
    return parent == null || parent.parent() == null
        ? command.name()
        : name(parent) + " " + command.name();
  }
}
