package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.bench.BenchOptions;
import dev.nearfield.bench.BenchReport;
import dev.nearfield.bench.CollectionBench;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield bench}: what searches of a collection take, and how much they find. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures searches of a collection on this machine: recall against exact search, how long"
            + " they take, how many a second, and what the collection takes. Writes nothing.",
    footer = {
      "",
      "Examples:",
      "  nearfield bench --collection handbook --questions questions.txt",
      "  nearfield bench --modes vector --candidates 20,50,100,200,400 --threads 1",
      "  nearfield bench --rounds 9 --seconds 2 --json bench.json"
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Option(
      names = "--questions",
      paramLabel = "FILE",
      description =
          "Questions, one a line, that are not in the collection; blank lines are left out"
              + " (default: chunks of the collection, without their own documents as answers).")
  private @Nullable Path questions;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "How many chunks are asked when there is no file of questions (default:"
              + " ${DEFAULT-VALUE}).")
  private int sample = 500;

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "KEYWORD,VECTOR,HYBRID",
      description = "Any of keyword, vector, hybrid (default: keyword,vector,hybrid).")
  private List<SearchMode> modes = List.of();

  @Option(
      names = {"-k", "--limit"},
      defaultValue = "" + SearchRequest.DEFAULT_LIMIT,
      description = "The hits of a search, and the k of recall@k (default: ${DEFAULT-VALUE}).")
  private int limit = SearchRequest.DEFAULT_LIMIT;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      split = ",",
      defaultValue = "50,100,200",
      description =
          "How many chunks each side ranks; each number is measured (default: ${DEFAULT-VALUE}).")
  private List<Integer> candidates = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description =
          "How many threads ask side by side; each number is measured (default: 1, 2, 4 and so on"
              + " up to the processors).")
  private @Nullable List<Integer> threads;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each setting has its turn (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "How long a turn is (default: ${DEFAULT-VALUE}).")
  private double seconds = 1;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long each setting runs before, at the most; "
              + BenchOptions.WARM
              + " searches are enough (default: ${DEFAULT-VALUE}).")
  private double warmUp = 10;

  @Option(
      names = "--model",
      paramLabel = "NAME|CARD",
      description =
          "What embeds the questions of a file (default: the model that the collection names).")
  private @Nullable String model;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    BenchReport report = questions == null ? sampled() : asked(questions);
    BenchTable.print(spec.commandLine().getOut(), report);
    if (json != null) {
      report.writeJson(json);
    }
    return 0;
  }

  private BenchReport sampled() {
    BenchOptions options = options();
    try (Snapshot snapshot = Snapshot.open(collection.folder())) {
      return CollectionBench.sampling(snapshot, sample).run(options);
    }
  }

  private BenchReport asked(Path file) {
    BenchOptions options = options();
    List<String> texts = texts(file);
    try (Embedder embedder = Embedders.lazy(collection.model(model));
        Snapshot snapshot = Snapshot.open(collection.folder(), embedder)) {
      return CollectionBench.asking(snapshot, texts, embedder).run(options);
    }
  }

  static List<String> texts(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new InvalidInputException(
          "The questions cannot be read: " + e + ". Give a text file in UTF-8, a question a line.");
    }
  }

  private BenchOptions options() {
    return new BenchOptions(
        modes,
        limit,
        candidates,
        threads == null ? BenchOptions.defaults().threads() : threads,
        rounds,
        duration("--seconds", seconds),
        duration("--warm-up", warmUp));
  }

  private static Duration duration(String option, double seconds) {
    if (!(seconds >= 0 && seconds <= 3_600)) {
      throw new IllegalArgumentException(
          option + " must be between 0 and 3600, got " + seconds + ".");
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
