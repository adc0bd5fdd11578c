package dev.nearfield.cli;

import dev.nearfield.Snapshot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield luke}: a collection's fields, terms and documents in Lucene's own window. */
@Command(
    name = "luke",
    mixinStandardHelpOptions = true,
    description =
        "Opens a collection, read-only, in Luke, the index browser of Lucene, and ends when its"
            + " window is closed.",
    footer = {
      "",
      "Examples:",
      "  nearfield luke",
      "  nearfield luke eval-scifact-all-minilm-l6-v2"
    })
final class LukeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The collection, in place of --collection.")
  private @Nullable String name;

  @Override
  public Integer call() {
    if (name != null && collection.collection != null) {
      throw new ParameterException(
          spec.commandLine(), "The collection is named twice: give NAME or --collection.");
    }
    Path folder = name == null ? collection.folder() : collection.folder(name);
    PrintWriter out = spec.commandLine().getOut();
    try (Snapshot snapshot = Snapshot.open(folder)) {
      LukeWindow.requireLibrary();
      LukeWindow.requireDisplay();
      out.printf(
          "Luke shows %s: %d documents, %d chunks. Close its window to end.%n",
          folder, snapshot.count(), snapshot.chunkCount());
      out.flush();
    }
    LukeWindow.show(folder);
    return 0;
  }
}
