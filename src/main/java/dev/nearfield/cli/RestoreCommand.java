package dev.nearfield.cli;

import dev.nearfield.Snapshot;
import dev.nearfield.store.Backups;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield restore}: makes a collection of a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description =
        "Makes a new collection of a backup: copies it, compares every file with its checksum and"
            + " opens it. What is there is never overwritten.",
    footer = {
      "",
      "Example:",
      "  nearfield restore backups/handbook/2026-11-25T04-10-00.000Z --collection handbook-2"
    })
final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private NewCollection collection = new NewCollection();

  @Parameters(paramLabel = "BACKUP", description = "The folder of one backup.")
  private Path backup = Path.of("");

  @Override
  public Integer call() {
    Path folder = collection.folder();
    Backups.restore(backup, folder);
    try (Snapshot restored = Snapshot.open(folder)) {
      spec.commandLine()
          .getOut()
          .printf(
              "  %s: %,d documents, %,d chunks%n", folder, restored.count(), restored.chunkCount());
    }
    return 0;
  }
}
