package dev.nearfield.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The collection that a command makes, which has to be named. */
final class NewCollection {
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--collection",
      paramLabel = "DIR|NAME",
      required = true,
      description = "The new collection: a folder, or a name under --data.")
  private String name = "";

  Path folder() {
    Path path = Path.of(name);
    return path.isAbsolute() || path.getNameCount() > 1 ? path : data.folder.resolve(name);
  }
}
