package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.Snapshot;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield get}: a document as it is kept. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Prints a document: what is known of it, and its text.",
    footer = {
      "",
      "Examples:",
      "  nearfield get sourdough-starter",
      "  nearfield get sourdough-starter --chunks --json"
    })
final class GetCommand implements Callable<Integer> {
  private static final int TEXT_WIDTH = 48;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(paramLabel = "ID", description = "The document's id.")
  private String id = "";

  @Option(
      names = "--chunks",
      description = "Its chunks too: headings and page, and where in the text they begin and end.")
  private boolean withChunks;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Path folder = collection.folder();
    try (Snapshot snapshot = Snapshot.open(folder)) {
      EmbeddedDocument found = snapshot.getEmbedded(id).orElseThrow(() -> noDocument(folder));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        Json.print(out, object(found));
      } else {
        print(out, found);
      }
    }
    return 0;
  }

  private InvalidInputException noDocument(Path folder) {
    return new InvalidInputException(
        "There is no document '" + id + "' in " + folder + ". 'nearfield list' tells the ids.");
  }

  private void print(PrintWriter out, EmbeddedDocument found) {
    SourceDocument document = found.document();
    Labelled.print(out, "id", document.id());
    Labelled.print(out, "title", document.title());
    Labelled.print(out, "source", document.source());
    Labelled.print(out, "created", document.created());
    Labelled.print(out, "updated", document.updated());
    Labelled.print(out, "expires", document.expires());
    Labelled.print(out, "summary", document.summary());
    Labelled.print(out, "words", document.wordCount());
    Labelled.print(out, "chunks", found.chunks().size());
    Labelled.print(out, "metadata", document.metadata().isEmpty() ? null : document.metadata());
    out.printf("%n%s%n", document.text());
    if (withChunks) {
      print(out, found.chunks());
    }
  }

  private static void print(PrintWriter out, List<EmbeddedChunk> chunks) {
    out.printf("%n  %5s  %8s  %8s  %5s  %s%n", "chunk", "from", "to", "page", "heading and text");
    for (EmbeddedChunk embedded : chunks) {
      Integer page = embedded.place().page();
      String heading = embedded.place().heading();
      out.printf(
          "  %5d  %8d  %8d  %5s  %s%s%n",
          embedded.chunk().ordinal(),
          embedded.chunk().start(),
          embedded.chunk().end(),
          page == null ? "–" : page,
          heading == null ? "" : heading + ": ",
          OneLine.of(embedded.chunk().text(), TEXT_WIDTH));
    }
  }

  private ObjectNode object(EmbeddedDocument found) {
    SourceDocument document = found.document();
    ObjectNode object = Json.object();
    object.put("id", document.id());
    object.put("title", document.title());
    object.put("source", document.source());
    Json.put(object, "created", document.created());
    Json.put(object, "updated", document.updated());
    Json.put(object, "expires", document.expires());
    object.put("summary", document.summary());
    object.put("words", document.wordCount());
    Json.put(object, document.metadata());
    object.put("text", document.text());
    if (withChunks) {
      ArrayNode chunks = object.putArray("chunks");
      found.chunks().forEach(chunk -> put(chunks.addObject(), chunk));
    }
    return object;
  }

  private static void put(ObjectNode object, EmbeddedChunk embedded) {
    object.put("chunk", embedded.chunk().ordinal());
    object.put("start", embedded.chunk().start());
    object.put("end", embedded.chunk().end());
    object.put("heading", embedded.place().heading());
    object.put("page", embedded.place().page());
    object.put("text", embedded.chunk().text());
  }
}
