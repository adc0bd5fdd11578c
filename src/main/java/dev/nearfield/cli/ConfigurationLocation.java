package dev.nearfield.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the file of settings is: what {@code --config} names, or the variable, or {@code
 * config/nearfield.yaml} in the working folder, or the one that came with the command.
 */
final class ConfigurationLocation {
  static final String OPTION = "--config";
  static final String VARIABLE = "NEARFIELD_CONFIG";

  /** Where the command is installed; its launcher tells. */
  static final String HOME = "nearfield.home";

  private static final Path USUAL = Path.of("config", "nearfield.yaml");

  private ConfigurationLocation() {}

  /**
   * Empty when none is named and none is in the usual places.
   *
   * @throws IllegalArgumentException when the one that is named is not there
   */
  static Optional<Path> of(
      Map<String, String> environment, @Nullable String home, List<String> arguments) {
    Optional<Path> named =
        argument(arguments)
            .or(() -> Optional.ofNullable(environment.get(VARIABLE)).filter(s -> !s.isBlank()))
            .map(Path::of);
    if (named.isPresent()) {
      if (!Files.isRegularFile(named.get())) {
        throw new IllegalArgumentException(
            "There is no file of settings "
                + named.get()
                + ", which "
                + OPTION
                + " or "
                + VARIABLE
                + " names. Name one that is there.");
      }
      return named;
    }
    return Stream.concat(
            Stream.of(USUAL), Stream.ofNullable(home).map(path -> Path.of(path).resolve(USUAL)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The last one counts, as with other options; what it lacks is told when they are parsed. */
  private static Optional<String> argument(List<String> arguments) {
    Optional<String> found = Optional.empty();
    for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(OPTION + "=")) {
        found = Optional.of(argument.substring(OPTION.length() + 1));
      } else if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        found = Optional.of(arguments.get(i + 1));
      }
    }
    return found;
  }
}
