package dev.nearfield.cli;

import dev.nearfield.transfer.JsonLinesExport;
import dev.nearfield.transfer.TransferReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield export}: writes a collection as JSON lines. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes a collection's last commit as JSON lines: documents, chunks, exact embeddings and"
            + " the records of ingested files. Expired documents are left out.",
    footer = {"", "Example:", "  nearfield export --collection handbook handbook.jsonl.gz"})
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(
      paramLabel = "FILE",
      description = "A new file; packed with gzip where its name ends in .gz.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    TransferReport report = JsonLinesExport.write(collection.folder(), file);
    spec.commandLine().getOut().println("  " + file + ": " + line(report));
    return 0;
  }

  static String line(TransferReport report) {
    return "%,d documents, %,d chunks, %,d files, %,d attachments"
        .formatted(report.documents(), report.chunks(), report.files(), report.attachments());
  }
}
