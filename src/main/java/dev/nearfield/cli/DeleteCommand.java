package dev.nearfield.cli;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.ModelIdentity;
import java.io.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield delete}: takes documents out of a collection. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description =
        "Deletes documents by ids, by a filter, by their source, or those that have expired, and"
            + " prints how many went.",
    footer = {
      "",
      "Examples:",
      "  nearfield delete sourdough-starter yeast-types",
      "  nearfield delete --where \"year < 2015\" --dry-run",
      "  nearfield delete --source fieldnotes/kitchen/yeast-types.md --yes",
      "  nearfield delete --expired"
    })
final class DeleteCommand implements Callable<Integer> {
  private static final String EXPIRED = "expired documents ";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Mixin private WhereOption where = new WhereOption();

  @Parameters(arity = "0..*", paramLabel = "ID", description = "The documents' ids.")
  private List<String> ids = List.of();

  @Option(names = "--source", paramLabel = "SOURCE", description = "The documents of a source.")
  private @Nullable String source;

  @Option(
      names = "--expired",
      description = "The documents that have expired, which no search shows any more.")
  private boolean expired;

  @Option(
      names = "--yes",
      description = "Does not ask, where a filter or a source says what is to go.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Tells how many would go, and deletes nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Filter filter = filter();
    if (filter == null) {
      return purge();
    }
    Path folder = collection.folder();
    ModelIdentity model;
    int count;
    try (Snapshot snapshot = Snapshot.open(folder)) {
      model = snapshot.manifest().model();
      count = snapshot.count(filter);
    }
    if (dryRun) {
      tell("wouldDelete", count, "documents would be deleted from " + folder);
      return 0;
    }
    if (count > 0 && ids.isEmpty() && !yes && !confirmed(count, folder)) {
      spec.commandLine().getErr().println("nearfield: Nothing was deleted.");
      return 1;
    }
    try (VectorStore store = VectorStore.open(folder, model)) {
      count = store.delete(filter);
    }
    tell("deleted", count, "documents deleted from " + folder);
    return 0;
  }

  private int purge() {
    Path folder = collection.folder();
    ModelIdentity model;
    try (Snapshot snapshot = Snapshot.open(folder)) {
      model = snapshot.manifest().model();
      if (dryRun) {
        tell("wouldDelete", snapshot.expiredCount(), EXPIRED + "would be deleted from " + folder);
        return 0;
      }
    }
    try (VectorStore store = VectorStore.open(folder, model)) {
      tell("deleted", store.purgeExpired(), EXPIRED + "deleted from " + folder);
    }
    return 0;
  }

  /** Null for those that have expired. */
  private @Nullable Filter filter() {
    Filter given = where.filter();
    Filter named = ids.isEmpty() ? null : Filters.in(Key.ID, ids);
    Filter sourced = source == null ? null : Filters.eq(Key.SOURCE, source);
    List<Filter> told = Stream.of(given, named, sourced).filter(Objects::nonNull).toList();
    if (told.size() + (expired ? 1 : 0) != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Say what is to be deleted: ids, --where, --source or --expired, one of them.");
    }
    return expired ? null : told.getFirst();
  }

  private boolean confirmed(int count, Path folder) {
    Console console = System.console();
    if (console == null) {
      throw new ParameterException(
          spec.commandLine(),
          count
              + " documents would be deleted, and there is no terminal to ask at. Say --yes to"
              + " delete them, or --dry-run to only count.");
    }
    String answer = console.readLine("Delete %d documents from %s? [y/N] ", count, folder);
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  private void tell(String member, int count, String sentence) {
    if (json) {
      Json.print(spec.commandLine().getOut(), Json.object().put(member, count));
    } else {
      spec.commandLine().getOut().println(count + " " + sentence);
    }
  }
}
