package dev.nearfield.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the settings' file and page must say, made from the options of the commands. */
final class ConfigurationText {
  private static final String HEAD =
      """
      # The settings of the command nearfield. Everything is commented out: what is written here is
      # what counts without this file. The command line and the environment come before it; see
      # src/site/markdown/configuration.md, which this file is generated with.

      # For every command that has the option.
      """;
  private static final int WIDTH = 98;

  private final Map<String, Setting> settings;

  ConfigurationText(CommandLine main) {
    this.settings = Setting.of(main);
  }

  String yaml() {
    StringBuilder yaml = new StringBuilder(HEAD);
    Map<String, StringBuilder> sections = new TreeMap<>();
    for (Setting setting : settings.values()) {
      if (isOne(setting)) {
        describe(yaml, "", setting.key(), setting.options().values().iterator().next());
      } else {
        setting
            .options()
            .forEach(
                (command, option) ->
                    describe(
                        sections.computeIfAbsent(command, name -> new StringBuilder()),
                        "  ",
                        setting.key(),
                        option));
      }
    }
    sections.forEach(
        (command, text) ->
            yaml.append("\n# For one command.\n#").append(command).append(":\n").append(text));
    return yaml.toString();
  }

  /** Whether several commands have it, and say the same of it. */
  private static boolean isOne(Setting setting) {
    return setting.options().size() > 1
        && setting.isShared()
        && setting.options().values().stream()
                .map(option -> sentence(option) + defaultOf(option))
                .distinct()
                .count()
            == 1;
  }

  private static void describe(StringBuilder yaml, String indent, String key, OptionSpec option) {
    String start = indent.isEmpty() ? "#" : "#" + indent + "#";
    StringBuilder line = new StringBuilder(start);
    for (String word : sentence(option).split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        yaml.append(line).append('\n');
        line = new StringBuilder(start);
      }
      line.append(' ').append(word);
    }
    yaml.append(line).append('\n');
    String value = defaultOf(option);
    yaml.append('#').append(indent).append(key).append(':');
    yaml.append(value.isEmpty() ? "" : " " + quoted(value)).append('\n');
  }

  /** As YAML takes it for text, number or flag. */
  private static String quoted(String value) {
    return value.matches("[\\w./-][\\w./,()=+-]*")
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | option | commands | YAML key | environment | default | what it is |
            | --- | --- | --- | --- | --- | --- |
            """);
    for (Setting setting : settings.values()) {
      for (Map.Entry<OptionSpec, List<String>> row : rows(setting).entrySet()) {
        OptionSpec option = row.getKey();
        String value = defaultOf(option);
        table
            .append("| `")
            .append(option.longestName())
            .append("` | ")
            .append(String.join(", ", row.getValue()))
            .append(" | ")
            .append(keys(setting, row.getValue()))
            .append(" | ")
            .append(variables(setting, row.getValue()))
            .append(" | ")
            .append(value.isEmpty() ? "–" : "`" + value + "`")
            .append(" | ")
            .append(sentence(option).replace("|", "\\|"))
            .append(" |\n");
      }
    }
    return table.toString();
  }

  /** The commands of which an option says the same. */
  private static Map<OptionSpec, List<String>> rows(Setting setting) {
    Map<String, OptionSpec> firsts = new TreeMap<>();
    Map<OptionSpec, List<String>> rows = new LinkedHashMap<>();
    setting
        .options()
        .forEach(
            (command, option) -> {
              OptionSpec first =
                  firsts.computeIfAbsent(
                      sentence(option) + defaultOf(option) + option.type(), text -> option);
              rows.computeIfAbsent(first, key -> new ArrayList<>()).add(command);
            });
    return rows;
  }

  private static String keys(Setting setting, List<String> commands) {
    return setting.isShared()
        ? "`" + setting.key() + "`"
        : "`" + commands.getFirst() + ": {" + setting.key() + ": …}`";
  }

  private static String variables(Setting setting, List<String> commands) {
    return setting.hasSharedVariable()
        ? "`" + setting.variable() + "`"
        : "`" + setting.variable(commands.getFirst()) + "`";
  }

  /** The description, without a default that is told beside it. */
  private static String sentence(OptionSpec option) {
    String told = option.defaultValue() == null ? "\\$\\{DEFAULT-VALUE}" : "[^)]*";
    return String.join(" ", option.description())
        .replaceAll(" \\(default: " + told + "\\)", "")
        .replace(
            "${COMPLETION-CANDIDATES}",
            option.completionCandidates() == null
                ? ""
                : String.join(", ", option.completionCandidates()));
  }

  private static String defaultOf(OptionSpec option) {
    String value = option.defaultValue();
    if (value == null) {
      return option.type() == boolean.class ? "false" : "";
    }
    return option.typeInfo().isEnum() || hasEnumItems(option) ? lowerCase(value) : value;
  }

  private static boolean hasEnumItems(OptionSpec option) {
    return option.auxiliaryTypes().length > 0 && option.auxiliaryTypes()[0].isEnum();
  }

  private static String lowerCase(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
