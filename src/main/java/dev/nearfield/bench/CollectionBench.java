package dev.nearfield.bench;

import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.SearchMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Measures searches of one collection on this machine, which should do nothing else meanwhile.
 * First every setting is warmed up, then all take turns, round after round, so that what slows the
 * machine down for a while slows all of them. For one thread.
 *
 * {@snippet class="dev.nearfield.examples.BenchExamplesTest" region="bench"}
 */
public final class CollectionBench {
  private final Snapshot snapshot;
  private final QuestionSet set;
  private final LongSupplier clock;

  private CollectionBench(Snapshot snapshot, QuestionSet set, LongSupplier clock) {
    this.snapshot = snapshot;
    this.set = set;
    this.clock = clock;
  }

  /**
   * A bench that asks texts. Embedding them is measured apart, and is no part of a search's time.
   *
   * @param texts questions that the collection does not hold as documents
   * @param embedder of the collection's model
   * @throws InvalidInputException when there is no text
   */
  public static CollectionBench asking(Snapshot snapshot, List<String> texts, Embedder embedder) {
    LongSupplier clock = System::nanoTime;
    return new CollectionBench(snapshot, QuestionSet.ofTexts(texts, embedder, clock), clock);
  }

  /**
   * A bench that asks by chunks of the collection, drawn by lot, the same in each run: by their
   * embeddings and first words. A chunk's own document is left out before recall is counted. Reads
   * an entry for each document.
   *
   * @param most how many chunks at the most
   * @throws InvalidInputException when the collection holds no chunk
   */
  public static CollectionBench sampling(Snapshot snapshot, int most) {
    return sampling(snapshot, most, System::nanoTime);
  }

  static CollectionBench sampling(Snapshot snapshot, int most, LongSupplier clock) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, got " + most + ".");
    }
    return new CollectionBench(
        snapshot, QuestionSet.sampled(snapshot, most, new Random(42)), clock);
  }

  /**
   * Runs the bench; it takes as long as its options say, and a while for exact searches. Where a
   * sampled chunk has no text, only searches by meaning are measured.
   *
   * @throws InvalidInputException when the options name only modes that need a text
   */
  public BenchReport run(BenchOptions options) {
    double load = Machine.load();
    Map<Setting, Measured> settings = new LinkedHashMap<>();
    for (SearchMode mode : modes(options)) {
      for (int candidates : options.candidates()) {
        Setting setting = new Setting(mode, candidates);
        settings.put(setting, new Measured(snapshot, set.questions(), setting, options, clock));
      }
    }
    settings.values().forEach(Measured::warmUp);
    for (int round = 0; round < options.rounds(); round++) {
      settings.values().forEach(Measured::turn);
    }
    Machine machine = Machine.here(load);
    List<BenchResult> results = new ArrayList<>();
    settings.values().forEach(measured -> results.addAll(measured.results()));
    return new BenchReport(
        Instant.now(),
        machine,
        snapshot.manifest().model().name(),
        snapshot.count(),
        snapshot.chunkCount(),
        snapshot.footprint(),
        set.source(),
        set.questions().size(),
        set.embedding(),
        options,
        results);
  }

  /** Questions without words can be asked by meaning only. */
  private List<SearchMode> modes(BenchOptions options) {
    if (set.haveWords()) {
      return options.modes();
    }
    if (!options.modes().contains(SearchMode.VECTOR)) {
      throw new InvalidInputException(
          "Some chunks of the collection have no text, so they can be asked by meaning only."
              + " Measure the mode vector, or give texts as questions.");
    }
    return List.of(SearchMode.VECTOR);
  }
}
