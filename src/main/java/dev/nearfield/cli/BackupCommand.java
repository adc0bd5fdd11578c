package dev.nearfield.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.store.Backup;
import dev.nearfield.store.BackupReport;
import dev.nearfield.store.Backups;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield backup}: takes a backup of a collection's last commit. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description =
        "Takes a backup of a collection's last commit, while others read and write it. Each backup"
            + " is a collection by itself; files that have not changed since the one before are"
            + " shared with it.",
    footer = {
      "",
      "Examples:",
      "  nearfield backup --collection handbook --to backups/handbook",
      "  nearfield backup --collection handbook --to backups/handbook --keep 7"
    })
final class BackupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder of this collection's backups, made where there is none.")
  private Path to = Path.of("backups");

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Removes all but the newest N backups when the new one is whole.")
  private @Nullable Integer keep;

  @Option(names = "--json", description = "Prints the report as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (keep != null && keep < 1) {
      throw new IllegalArgumentException("--keep must be at least 1, got " + keep + ".");
    }
    Backups backups = Backups.in(to);
    BackupReport report = backups.take(collection.folder());
    List<Backup> removed = keep == null ? List.of() : backups.keep(keep);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(report, removed));
    } else {
      out.println("  " + report.backup().path());
      out.printf(
          "  %d files, %,d bytes; copied %d files, %,d bytes%n",
          report.files(), report.bytes(), report.copiedFiles(), report.copiedBytes());
      removed.forEach(old -> out.println("  removed " + old.path()));
    }
    return 0;
  }

  private static ObjectNode json(BackupReport report, List<Backup> removed) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("backup", report.backup().path().toString());
    object.put("taken", report.backup().taken().toString());
    object.put("files", report.files());
    object.put("bytes", report.bytes());
    object.put("copiedFiles", report.copiedFiles());
    object.put("copiedBytes", report.copiedBytes());
    removed.forEach(old -> object.withArray("removed").add(old.path().toString()));
    return object;
  }
}
