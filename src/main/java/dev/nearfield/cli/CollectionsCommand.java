package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.DataEntry;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield collections}: what is in the folder of collections. */
@Command(
    name = "collections",
    mixinStandardHelpOptions = true,
    description =
        "Lists the collections under a folder, caches of embeddings, and folders that are neither"
            + " with the reason.",
    footer = {"", "Example:", "  nearfield collections --data index-data"})
final class CollectionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "One JSON object a folder and line.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<DataEntry> entries = DataEntry.under(data.folder);
    if (json) {
      entries.forEach(entry -> Json.print(out, object(entry)));
    } else {
      print(out, entries);
    }
    return 0;
  }

  private void print(PrintWriter out, List<DataEntry> entries) {
    if (entries.isEmpty()) {
      out.println("  no collections in " + data.folder);
      return;
    }
    int width = entries.stream().mapToInt(entry -> name(entry).length()).max().orElse(0);
    String name = "  %-" + Math.max(width, 4) + "s  ";
    out.printf(
        name + "%9s  %9s  %9s  %-20s  %s%n",
        "name",
        "documents",
        "chunks",
        "on disk",
        "last commit",
        "model");
    for (DataEntry entry : entries) {
      out.printf(name, name(entry));
      switch (entry) {
        case DataEntry.OfCollection found ->
            out.printf(
                "%9d  %9d  %9s  %-20s  %s%n",
                found.documents(),
                found.chunks(),
                Bytes.text(found.bytes()),
                found.lastCommit().truncatedTo(ChronoUnit.SECONDS),
                found.manifest().model());
        case DataEntry.OfCache cache ->
            out.printf("%9s  %9s  %9s  cache%n", "–", "–", Bytes.text(cache.bytes()));
        case DataEntry.OfOther other -> out.printf("no collection: %s%n", other.reason());
      }
    }
  }

  private static ObjectNode object(DataEntry entry) {
    ObjectNode object = Json.object().put("name", name(entry));
    switch (entry) {
      case DataEntry.OfCollection found -> {
        object.put("kind", "collection");
        object.put("model", found.manifest().model().name());
        object.put("documents", found.documents());
        object.put("chunks", found.chunks());
        object.put("bytes", found.bytes());
        Json.put(object, "lastCommit", found.lastCommit());
      }
      case DataEntry.OfCache cache -> object.put("kind", "cache").put("bytes", cache.bytes());
      case DataEntry.OfOther other -> object.put("kind", "other").put("reason", other.reason());
    }
    return object;
  }

  private static String name(DataEntry entry) {
    return entry.path().getFileName().toString();
  }
}
