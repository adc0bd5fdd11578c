package dev.nearfield.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The collection that a command makes, which has to be named. */
final class NewCollection {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "index-data",
      description = "The folder of all collections (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("index-data");

  @Option(
      names = "--collection",
      paramLabel = "DIR|NAME",
      required = true,
      description = "The new collection: a folder, or a name under --data.")
  private String name = "";

  Path folder() {
    Path path = Path.of(name);
    return path.isAbsolute() || path.getNameCount() > 1 ? path : data.resolve(name);
  }
}
