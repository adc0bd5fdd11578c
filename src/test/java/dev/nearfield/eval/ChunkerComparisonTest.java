package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.CachedEmbedder;
import dev.nearfield.Embedders;
import dev.nearfield.IngestReport;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.ingest.Chunker;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares chunkers on long documents: SciFact's abstracts stacked to volumes, in which a question
 * is answered by the right abstract. Prints the tables that the ingest page has. A longer run.
 */
@Tag("long")
final class ChunkerComparisonTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Chunker DEFAULT = Chunkers.sentences(220, 40);
  private static final Measure NDCG = Measure.parse("nDCG@10");
  private static final Measure RECALL = Measure.parse("R@10");
  private static final int CHUNKS = 100;

  private final BeirDataset dataset = BeirHome.open("scifact");
  private final Map<String, Embedding> questions = new HashMap<>();

  @TempDir private Path folder;

  /** What one chunker gives: the scores of each mode. */
  private record Outcome(Map<SearchMode, Scores> train, Map<SearchMode, Scores> test) {}

  @Test
  void chunkersAreCompared() throws IOException {
    Path cache = PROJECT.resolve("index-data/cache-" + Embedders.DEFAULT_MODEL);
    try (CachedEmbedder embedder =
        Embedders.cached(Embedders.load(Embedders.DEFAULT_MODEL), cache)) {
      compare(
          embedder,
          Proceedings.Form.HEADINGS,
          Chunkers.sentences(500, 0),
          Chunkers.sentences(128, 20),
          Chunkers.sentences(220, 0),
          Chunkers.headings(220),
          Chunkers.paragraphs(220),
          Chunkers.wholeDocument());
      compare(
          embedder,
          Proceedings.Form.RUNNING_TEXT,
          Chunkers.sentences(500, 0),
          Chunkers.sentences(128, 20));
    }
  }

  private void compare(CachedEmbedder embedder, Proceedings.Form form, Chunker... others)
      throws IOException {
    System.out.println(form + ": " + embedder.statistics());
    Proceedings proceedings = Proceedings.write(dataset, form, folder.resolve(form.name()));
    Outcome usual = measure(embedder, proceedings, DEFAULT);
    usual.train.forEach((mode, scores) -> assertTrue(scores.mean(RECALL) > 0.5, mode.name()));
    print(DEFAULT, "train", usual.train, usual.train);
    print(DEFAULT, "test", usual.test, usual.test);
    for (Chunker other : others) {
      Outcome outcome = measure(embedder, proceedings, other);
      print(other, "train", outcome.train, usual.train);
      print(other, "test", outcome.test, usual.test);
    }
  }

  private Outcome measure(CachedEmbedder embedder, Proceedings proceedings, Chunker chunker)
      throws IOException {
    Path index = Files.createTempDirectory(folder, "index");
    long embeddedBefore = embedder.statistics().embedded();
    double start = processorSeconds();
    Outcome outcome;
    IngestReport report;
    double seconds;
    try (VectorStore store =
            VectorStore.open(index, embedder, StoreOptions.defaults().chunker(chunker));
        Stream<ReadDocument> volumes = proceedings.read()) {
      report = store.addRead(volumes, progress -> {});
      store.commit();
      seconds = processorSeconds() - start;
      try (Snapshot snapshot = store.snapshot()) {
        Map<String, List<String>> abstracts = abstracts(snapshot, proceedings);
        outcome =
            new Outcome(
                scores(snapshot, embedder, abstracts, "train"),
                scores(snapshot, embedder, abstracts, "test"));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.1f %% | %.1f | %,d embedded in %.0f s of processor time |%n",
        chunker.description(),
        report.chunks(),
        100.0 * report.truncated() / report.chunks(),
        bytes(index) / 1e6,
        embedder.statistics().embedded() - embeddedBefore,
        seconds);
    return outcome;
  }

  /** For each volume the abstracts that its chunks answer for, by the chunks' ordinals. */
  private static Map<String, List<String>> abstracts(Snapshot snapshot, Proceedings proceedings) {
    Map<String, List<String>> abstracts = new HashMap<>();
    for (String volume : proceedings.volumes()) {
      abstracts.put(
          volume,
          snapshot.chunks(volume).stream()
              .map(chunk -> proceedings.abstractOf(volume, chunk))
              .toList());
    }
    return abstracts;
  }

  private Map<SearchMode, Scores> scores(
      Snapshot snapshot,
      CachedEmbedder embedder,
      Map<String, List<String>> abstracts,
      String split) {
    Map<SearchMode, Scores> scores = new EnumMap<>(SearchMode.class);
    for (SearchMode mode : SearchMode.values()) {
      Run.Builder run = Run.builder();
      for (Query query : dataset.queries(split)) {
        Embedding question = questions.computeIfAbsent(query.text(), embedder::embedQuery);
        Set<String> seen = new HashSet<>();
        for (RankedChunk chunk : snapshot.rank(request(mode, query.text(), question))) {
          List<String> ofVolume = abstracts.getOrDefault(chunk.documentId(), List.of());
          String found = ofVolume.get(chunk.ordinal());
          if (seen.add(found)) {
            run.add(query.id(), found, chunk.score());
          }
        }
      }
      scores.put(mode, Scores.of(dataset.qrels(split), run.build(), NDCG, RECALL));
    }
    return scores;
  }

  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  private static SearchRequest request(SearchMode mode, String text, Embedding question) {
    SearchRequest request =
        switch (mode) {
          case KEYWORD -> SearchRequest.keyword(text);
          case VECTOR -> SearchRequest.vector(question);
          case HYBRID -> SearchRequest.hybrid(text, question);
        };
    return request.limit(CHUNKS).candidates(1_000).withoutDistances();
  }

  private static void print(
      Chunker chunker, String split, Map<SearchMode, Scores> own, Map<SearchMode, Scores> usual) {
    var line = new StringBuilder("| " + chunker.description() + " | " + split);
    own.forEach(
        (mode, scores) -> {
          Significance than = Significance.of(scores, usual.getOrDefault(mode, scores), NDCG);
          line.append(
              String.format(
                  Locale.ROOT,
                  " | %.4f (%+.4f, p %.4f) | %.4f",
                  scores.mean(NDCG),
                  than.difference(),
                  than.p(),
                  scores.mean(RECALL)));
        });
    System.out.println(line + " |");
  }

  private static long bytes(Path index) throws IOException {
    try (Stream<Path> files = Files.list(index)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
