package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.Snapshot;
import dev.nearfield.filter.Filter;
import dev.nearfield.model.DocumentSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield list}: documents in the order of their ids. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists documents in the order of their ids, a page at a time.",
    footer = {
      "",
      "Examples:",
      "  nearfield list -k 5",
      "  nearfield list --where \"subject = 'kitchen'\" --after dough-hydration --json"
    })
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Mixin private WhereOption where = new WhereOption();

  @Option(names = "--after", paramLabel = "ID", description = "Begins behind this id.")
  private @Nullable String after;

  @Option(
      names = {"-k", "--limit"},
      defaultValue = "20",
      description = "How many documents at the most, up to 10000 (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--json", description = "One JSON object a document and line.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Snapshot snapshot = Snapshot.open(collection.folder())) {
      List<DocumentSummary> page = page(snapshot, after, limit);
      if (json) {
        page.forEach(document -> Json.print(out, object(document)));
        return 0;
      }
      print(out, page);
      if (!page.isEmpty()) {
        String last = page.getLast().id();
        if (!page(snapshot, last, 1).isEmpty()) {
          out.println("  more behind: --after \"" + last + "\"");
        }
      }
    }
    return 0;
  }

  private List<DocumentSummary> page(Snapshot snapshot, @Nullable String behind, int most) {
    Filter filter = where.filter();
    return filter == null
        ? snapshot.summaries(behind, most)
        : snapshot.summaries(filter, behind, most);
  }

  private static void print(PrintWriter out, List<DocumentSummary> page) {
    if (page.isEmpty()) {
      out.println("  no documents");
      return;
    }
    int width = page.stream().mapToInt(document -> document.id().length()).max().orElse(0);
    String row = "  %7s  %6s  %-" + Math.clamp(width, 2, 40) + "s  %s%n";
    out.printf(row, "words", "chunks", "id", "title or source");
    for (DocumentSummary document : page) {
      String name = document.title() == null ? document.source() : document.title();
      out.printf(
          row, document.words(), document.chunks(), document.id(), name == null ? "–" : name);
    }
  }

  private static ObjectNode object(DocumentSummary document) {
    ObjectNode object = Json.object();
    object.put("id", document.id());
    object.put("title", document.title());
    object.put("source", document.source());
    Json.put(object, "created", document.created());
    Json.put(object, "updated", document.updated());
    Json.put(object, "expires", document.expires());
    object.put("words", document.words());
    object.put("chunks", document.chunks());
    Json.put(object, document.metadata());
    return object;
  }
}
