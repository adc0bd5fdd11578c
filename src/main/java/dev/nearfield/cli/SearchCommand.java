package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.filter.Filter;
import dev.nearfield.model.Hits;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield search}: asks a collection. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Asks a collection a question and prints the best chunks.",
    footer = {
      "",
      "Examples:",
      "  nearfield search \"how long do refunds take?\"",
      "  nearfield search \"chain slips\" --mode vector --recall 0.95",
      "  nearfield search \"chain slips\" --mode keyword -k 3 --json",
      "  nearfield search \"how long do refunds take?\" --collection handbook --recall 0.95",
      "  nearfield search \"dough\" --where \"subject = 'kitchen' AND year >= 2020\""
    })
final class SearchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Parameters(paramLabel = "QUESTION", description = "The question, in words.")
  private String question = "";

  @Option(
      names = "--mode",
      defaultValue = "HYBRID",
      description = "keyword, vector or hybrid (default: hybrid).")
  private SearchMode mode = SearchMode.HYBRID;

  @Option(
      names = {"-k", "--limit"},
      defaultValue = "10",
      description = "How many hits at the most (default: ${DEFAULT-VALUE}).")
  private int limit = SearchRequest.DEFAULT_LIMIT;

  @Option(
      names = "--candidates",
      description =
          "How many chunks each side ranks first (default: the collection's own number, or "
              + SearchRequest.DEFAULT_CANDIDATES
              + ").")
  private @Nullable Integer candidates;

  @Option(
      names = "--recall",
      paramLabel = "SHARE",
      description =
          "The share of the nearest chunks that the vector side has to find, 0.5 to 1, as far as"
              + " 'nearfield calibrate' has measured it (default: what the candidates find).")
  private @Nullable Double recall;

  @Option(
      names = "--model",
      paramLabel = "NAME|CARD",
      description = "The embedding model (default: the one that the collection names).")
  private @Nullable String model;

  @Option(
      names = "--no-distance",
      description = "Prints no distances: a search by keyword then loads no model.")
  private boolean noDistances;

  @Mixin private WhereOption where = new WhereOption();

  @Option(
      names = "--neighbours",
      description = "Shows each chunk with so many before and behind it, in one piece.")
  private @Nullable Integer neighbours;

  @Option(names = "--highlight", description = "Shows where in the text the question's words are.")
  private boolean highlight;

  @Option(names = "--explain", description = "Shows what each side said of a hit.")
  private boolean explain;

  @Option(names = "--json", description = "One JSON object a hit and line.")
  private boolean json;

  @Override
  public Integer call() {
    SearchRequest request = request();
    if (mode == SearchMode.KEYWORD && noDistances) {
      try (Snapshot snapshot = Snapshot.open(collection.folder())) {
        print(snapshot.search(request.withoutDistances()));
      }
      return 0;
    }
    try (Embedder embedder = Embedders.lazy(collection.model(model));
        Snapshot snapshot = Snapshot.open(collection.folder(), embedder)) {
      print(snapshot.search(request));
    }
    return 0;
  }

  private void print(Hits hits) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      HitJson.print(out, hits);
    } else {
      HitTable.print(out, hits);
    }
  }

  private SearchRequest request() {
    SearchRequest request = SearchRequest.of(mode, question).limit(limit);
    if (candidates != null) {
      request = request.candidates(candidates);
    }
    if (recall != null) {
      request = request.recall(recall);
    }
    Filter filter = where.filter();
    if (filter != null) {
      request = request.where(filter);
    }
    if (neighbours != null) {
      request = request.neighbours(neighbours);
    }
    if (highlight) {
      request = request.highlighted();
    }
    return explain ? request.explain() : request;
  }
}
