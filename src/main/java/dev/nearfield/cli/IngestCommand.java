package dev.nearfield.cli;

import dev.nearfield.CachedEmbedder;
import dev.nearfield.Embedders;
import dev.nearfield.FolderPlan;
import dev.nearfield.FolderReport;
import dev.nearfield.IngestOptions;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.FolderWatch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nearfield ingest}: brings files and folders into a collection. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "Brings files and folders into a collection, which is created where there is none: text,"
            + " Markdown, HTML, PDF, DOCX, JSON lines and CSV. Files that are as they were are not"
            + " read again.",
    footer = {
      "",
      "Examples:",
      "  nearfield ingest docs --collection handbook",
      "  nearfield ingest docs --collection handbook --exclude drafts,*.csv --prune",
      "  nearfield ingest docs --collection handbook --watch",
      "  nearfield ingest texts.jsonl --collection notes --id-field key --text-field body",
      "  nearfield ingest book.pdf --collection books --chunker \"headings(max=200)\" --dry-run"
    })
final class IngestCommand implements Callable<Integer> {
  private static final long MEBI = 1 << 20;
  private static final Duration QUIET = Duration.ofSeconds(1);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Mixin private VectorOptions vectors = new VectorOptions();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME|CARD",
      description =
          "The embedding model (default: the collection's own; of a new one "
              + Embedders.DEFAULT_MODEL
              + ").")
  private @Nullable String model;

  @Option(
      names = "--analyzer",
      paramLabel = "NAME",
      defaultValue = "en",
      description =
          "The analyzer of a new collection, one of ${COMPLETION-CANDIDATES}"
              + " (default: ${DEFAULT-VALUE}).",
      completionCandidates = BeirIndexOptions.AnalyzerNames.class)
  private String analyzer = "en";

  @Option(
      names = "--chunker",
      paramLabel = "CHUNKER",
      description =
          "How a new collection cuts texts: sentences(max=220,overlap=40), paragraphs(max=N),"
              + " headings(max=N) or whole() (default: sentences).")
  private @Nullable String chunker;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Put before each path to make ids, to tell the files of several folders apart.")
  private String prefix = "";

  @Option(names = "--prune", description = "Removes the documents of files that are gone.")
  private boolean prune;

  @Option(
      names = "--checksum",
      description = "Compares files by their bytes even where size and time are the same.")
  private boolean checksum;

  @Option(
      names = "--commit-documents",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Commits after so many documents (default: ${DEFAULT-VALUE}).")
  private int commitDocuments = 1_000;

  @Option(
      names = "--commit-seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Commits after so many seconds (default: ${DEFAULT-VALUE}).")
  private int commitSeconds = 10;

  @Option(
      names = "--no-cache",
      description = "Embeds every text, even one that the cache under --data has.")
  private boolean noCache;

  @Option(
      names = "--cache-megabytes",
      paramLabel = "N",
      defaultValue = "1024",
      description = "How large the cache of embeddings may grow (default: ${DEFAULT-VALUE}).")
  private long cacheMegabytes = 1_024;

  @Option(
      names = "--watch",
      description = "Goes on when something in the folders changes, until it is ended.")
  private boolean watch;

  @Option(
      names = "--dry-run",
      description = "Tells which files would be read or are gone; changes nothing.")
  private boolean dryRun;

  @Option(
      names = {"-v", "--verbose"},
      description = "A line for each file that is read, gone or skipped.")
  private boolean verbose;

  @Option(names = "--json", description = "Prints the report as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    List<Folder> folders = paths.stream().map(reading::folder).toList();
    try (FolderProgress progress =
        new FolderProgress(spec.commandLine().getErr(), verbose || dryRun)) {
      return dryRun ? plan(folders, progress) : ingest(folders, progress);
    }
  }

  private int plan(List<Folder> folders, FolderProgress progress) {
    Path target = target();
    IngestOptions options = options();
    return report(
        folders, folder -> FolderPlan.of(target, folder, options, progress), () -> 0, progress);
  }

  private int ingest(List<Folder> folders, FolderProgress progress) {
    IngestOptions options = options();
    try (Embedder embedder = embedder();
        VectorStore store = VectorStore.open(target(), embedder, storeOptions())) {
      Function<Folder, FolderReport> ingest = folder -> store.ingest(folder, options, progress);
      LongSupplier cached =
          () -> embedder instanceof CachedEmbedder kept ? kept.statistics().found() : 0;
      return watch
          ? watch(folders, ingest, cached, progress)
          : report(folders, ingest, cached, progress);
    }
  }

  private int watch(
      List<Folder> folders,
      Function<Folder, FolderReport> ingest,
      LongSupplier cached,
      FolderProgress progress) {
    try (FolderWatch changes = FolderWatch.of(folders)) {
      while (true) {
        report(folders, ingest, cached, progress);
        changes.awaitChange(QUIET);
      }
    } catch (InterruptedException e) {
      return 0;
    }
  }

  /**
   * @param cached how many chunks have come from the cache so far
   */
  private int report(
      List<Folder> folders,
      Function<Folder, FolderReport> work,
      LongSupplier cached,
      FolderProgress progress) {
    long before = cached.getAsLong();
    FolderReport sum = folders.stream().map(work).reduce(FolderReport.NONE, FolderReport::plus);
    progress.close();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, FolderTable.json(sum, cached.getAsLong() - before));
    } else if (dryRun) {
      FolderTable.printPlan(out, sum);
    } else {
      FolderTable.print(out, sum, cached.getAsLong() - before);
    }
    out.flush();
    return sum.failed() == 0 ? 0 : 1;
  }

  private Embedder embedder() {
    String name = collection.model(model);
    Embedder lazy = Embedders.lazy(name);
    return noCache ? lazy : Embedders.cached(lazy, collection.cache(name), cacheMegabytes * MEBI);
  }

  private Path target() {
    return collection.folder("vector-" + Embedders.card(collection.model(model)).name());
  }

  private IngestOptions options() {
    IngestOptions options =
        IngestOptions.defaults()
            .readers(reading.readers())
            .prefix(prefix)
            .committing(commitDocuments, Duration.ofSeconds(commitSeconds));
    options = prune ? options.pruning() : options;
    return checksum ? options.comparingBytes() : options;
  }

  private StoreOptions storeOptions() {
    StoreOptions options = StoreOptions.defaults().analyzer(analyzer);
    if (vectors.told()) {
      options = options.indexing(vectors.over(CollectionOptions.indexing(target())));
    }
    return chunker == null ? options : options.chunker(Chunkers.parse(chunker));
  }
}
