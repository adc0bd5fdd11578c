package dev.nearfield.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where collections are. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "index-data",
      description = "The folder of all collections (default: ${DEFAULT-VALUE}).")
  Path folder = Path.of("index-data");
}
