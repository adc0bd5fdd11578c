package dev.nearfield.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option that may come from the environment and the file of settings too.
 *
 * @param key its name there: the option's long name without the dashes
 * @param options the option in each command that has it
 */
record Setting(String key, Map<String, OptionSpec> options) {
  /** What variables of such names mean already. */
  private static final Set<String> TAKEN =
      Set.of("NEARFIELD_JAVA_OPTS", "NEARFIELD_CACHE", ConfigurationLocation.VARIABLE);

  /** What is deleted, and whether that is asked, is said each time. */
  private static final Map<String, Set<String>> SAID_EACH_TIME =
      Map.of("delete", Set.of("where", "source", "yes"));

  /** The settings of all commands, by their keys in alphabetical order. */
  static Map<String, Setting> of(CommandLine main) {
    Map<String, Setting> settings = new TreeMap<>();
    Commands.of(main)
        .forEach(
            (command, line) -> {
              for (OptionSpec option : line.getCommandSpec().options()) {
                if (isSetting(command, option)) {
                  String key = key(option);
                  settings
                      .computeIfAbsent(key, name -> new Setting(name, new LinkedHashMap<>()))
                      .options
                      .put(command, option);
                }
              }
            });
    return settings;
  }

  private static boolean isSetting(String command, OptionSpec option) {
    return !option.usageHelp()
        && !option.versionHelp()
        && !option.hidden()
        && !option.longestName().equals(ConfigurationLocation.OPTION)
        && !SAID_EACH_TIME.getOrDefault(command, Set.of()).contains(key(option));
  }

  static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** Whether it is of one type in every command that has it, so that one value fits all. */
  boolean isShared() {
    return options.values().stream().map(OptionSpec::type).distinct().count() == 1;
  }

  /** Whether there is a variable for all commands. */
  boolean hasSharedVariable() {
    return isShared() && !TAKEN.contains(variable());
  }

  /** The environment's variable for all commands. */
  String variable() {
    return variable("");
  }

  /** The environment's variable for one command. */
  String variable(String command) {
    String name = command.isEmpty() ? key : command + "-" + key;
    return "NEARFIELD_" + name.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }
}
