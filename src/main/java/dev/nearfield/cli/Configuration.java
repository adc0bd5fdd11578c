package dev.nearfield.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What options are unless the command line gives them: by the environment, else by the file of
 * settings; in each the value for one command before that for all.
 */
final class Configuration implements IDefaultValueProvider {
  private final Map<String, Setting> settings;
  private final Map<String, String> environment;
  private final ConfigurationFile file;

  private Configuration(
      Map<String, Setting> settings, Map<String, String> environment, ConfigurationFile file) {
    this.settings = settings;
    this.environment = environment;
    this.file = file;
  }

  /**
   * @throws IllegalArgumentException naming variable, or file and line, of what is no setting
   */
  static Configuration of(CommandLine main, Map<String, String> environment, String... arguments) {
    Optional<Path> path =
        ConfigurationLocation.of(
            environment, System.getProperty(ConfigurationLocation.HOME), List.of(arguments));
    Configuration configuration =
        new Configuration(
            Setting.of(main),
            environment,
            path.map(ConfigurationFile::read).orElse(ConfigurationFile.NONE));
    configuration.requireKnown(main);
    configuration.requireFitting();
    return configuration;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String key = Setting.key(option);
    String command = Commands.name(option.command());
    Setting setting = settings.get(key);
    if (setting == null || !setting.options().containsKey(command)) {
      return null;
    }
    String own = variable(setting.variable(command));
    if (own != null) {
      return own;
    }
    String shared = setting.hasSharedVariable() ? variable(setting.variable()) : null;
    if (shared != null) {
      return shared;
    }
    ConfigurationFile.Value value =
        file.sections().getOrDefault(command, Map.of()).getOrDefault(key, file.shared().get(key));
    return value == null ? null : value.text();
  }

  /** One that is empty counts as not set. */
  private @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private void requireKnown(CommandLine main) {
    file.shared()
        .forEach(
            (key, value) -> {
              Setting setting = settings.get(key);
              if (setting == null) {
                throw ConfigurationFile.wrong(
                    value.place(), "no command takes a setting '" + key + "'.");
              }
              if (!setting.isShared()) {
                throw ConfigurationFile.wrong(
                    value.place(),
                    "'"
                        + key
                        + "' means different things to "
                        + String.join(", ", setting.options().keySet())
                        + ". Put it into the section of a command.");
              }
            });
    file.sections()
        .forEach(
            (command, values) -> {
              boolean known = Commands.of(main).containsKey(command);
              values.forEach(
                  (key, value) -> {
                    Setting setting = settings.get(key);
                    if (!known || setting == null || !setting.options().containsKey(command)) {
                      throw ConfigurationFile.wrong(
                          value.place(),
                          known
                              ? "the command " + command + " takes no setting '" + key + "'."
                              : "there is no command " + command + ".");
                    }
                  });
            });
  }

  private void requireFitting() {
    for (Setting setting : settings.values()) {
      setting
          .options()
          .forEach(
              (command, option) -> {
                requireFitting(option, setting.variable(command));
                ConfigurationFile.Value own =
                    file.sections().getOrDefault(command, Map.of()).get(setting.key());
                requireFitting(option, own);
                requireFitting(option, file.shared().get(setting.key()));
                if (setting.hasSharedVariable()) {
                  requireFitting(option, setting.variable());
                }
              });
    }
  }

  private void requireFitting(OptionSpec option, String variable) {
    String text = variable(variable);
    String fault = text == null ? null : fault(option, text);
    if (fault != null) {
      throw new IllegalArgumentException(
          "The environment variable " + variable + " is wrong: " + fault);
    }
  }

  private static void requireFitting(OptionSpec option, ConfigurationFile.@Nullable Value value) {
    String fault = value == null ? null : fault(option, value.text());
    if (value != null && fault != null) {
      throw ConfigurationFile.wrong(value.place(), fault);
    }
  }

  /** What picocli says against a value of an option, parsed alone and apart; null for nothing. */
  private static @Nullable String fault(OptionSpec option, String text) {
    OptionSpec apart =
        OptionSpec.builder(option.longestName())
            .arity("1")
            .type(option.type())
            .auxiliaryTypes(option.auxiliaryTypes())
            .splitRegex(option.splitRegex())
            .converters(option.converters())
            .paramLabel(option.paramLabel())
            .build();
    try {
      new CommandLine(CommandSpec.create().addOption(apart))
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(option.longestName(), text);
      return null;
    } catch (ParameterException e) {
      String message = String.valueOf(e.getMessage());
      return message.endsWith(".") ? message : message + ".";
    }
  }
}
