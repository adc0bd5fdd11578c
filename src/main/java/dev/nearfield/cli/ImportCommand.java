package dev.nearfield.cli;

import dev.nearfield.transfer.JsonLinesImport;
import dev.nearfield.transfer.TransferReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield import}: makes a collection of an export. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Makes a new collection of an export. Nothing is embedded; a file with a fault makes no"
            + " collection.",
    footer = {
      "",
      "Examples:",
      "  nearfield import handbook.jsonl.gz --collection handbook-2",
      "  nearfield import handbook.jsonl.gz --collection handbook-de --analyzer de",
      "  nearfield import handbook.jsonl.gz --collection handbook-3 --encoding tiny"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private NewCollection collection = new NewCollection();

  @Mixin private VectorOptions vectors = new VectorOptions();

  @Parameters(paramLabel = "FILE", description = "What 'nearfield export' wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--analyzer",
      paramLabel = "NAME",
      description =
          "Another analyzer, one of ${COMPLETION-CANDIDATES} (default: that of the exported"
              + " collection).",
      completionCandidates = BeirIndexOptions.AnalyzerNames.class)
  private @Nullable String analyzer;

  @Override
  public Integer call() {
    Path folder = collection.folder();
    TransferReport report = JsonLinesImport.read(file, folder, analyzer, vectors::over);
    spec.commandLine().getOut().println("  " + folder + ": " + ExportCommand.line(report));
    return 0;
  }
}
