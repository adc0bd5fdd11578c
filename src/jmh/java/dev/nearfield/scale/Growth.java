package dev.nearfield.scale;

import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.Surroundings;
import dev.nearfield.scale.Building.Built;
import dev.nearfield.scale.FirstAnswer.Opened;
import dev.nearfield.scale.Searching.Speed;
import dev.nearfield.store.Footprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Collections of growing size: building, searching, memory, disk, opening and updating. Each size
 * and stage is done once; a run that was broken off goes on where it was.
 */
final class Growth {
  private static final int UPDATES = 1_000;
  private static final int OPENINGS = 5;

  private final Stock stock;
  private final Path work;
  private final int threads;
  private final Searching searching;

  private Growth(Stock stock, Path work, int threads, double seconds) {
    this.stock = stock;
    this.work = work;
    this.threads = threads;
    this.searching = new Searching(stock.questions(), seconds);
  }

  /** All figures of one size. */
  record Figures(
      Built built,
      State merged,
      double optimizeSeconds,
      State optimized,
      Opened openedProcess,
      Opened openedHere,
      Updated updated) {}

  /**
   * A collection as it is searched.
   *
   * @param heapBytes what an open snapshot adds to the heap after some thousand searches
   * @param offHeapBytes of graphs and vectors, as their format tells
   * @param diskBytes by part
   */
  record State(
      int segments, Speed speed, long heapBytes, long offHeapBytes, Map<String, Long> diskBytes) {

    long disk() {
      return diskBytes.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What it took to replace documents, until a search sees them all.
   *
   * @param after searches at the candidates of the optimised collection
   */
  record Updated(int documents, double seconds, double perSecond, int segments, Speed after) {}

  /**
   * Runs the bench: {@code Growth SENTENCES WORK SIZES THREADS SECONDS}.
   *
   * @param arguments a collection of sentences; a folder for the collections and the results; the
   *     sizes, with commas; threads that add documents; seconds of each of five rounds
   */
  public static void main(String[] arguments) throws IOException {
    Surroundings now = Surroundings.now("Growth " + String.join(" ", arguments));
    Path work = Path.of(arguments[1]);
    Growth growth =
        new Growth(
            Stock.of(Path.of(arguments[0])),
            work,
            Integer.parseInt(arguments[3]),
            Double.parseDouble(arguments[4]));
    Map<Integer, Figures> all = new TreeMap<>();
    for (int size : Arrays.stream(arguments[2].split(",")).mapToInt(Integer::parseInt).toArray()) {
      all.put(size, growth.measure(size));
      GrowthReport.write(work, now, growth.stock.real(), all);
    }
  }

  /** The collection of a size, built and optimised, for other benches too. */
  static Path collection(Path work, int size) {
    return work.resolve("grown-" + size);
  }

  private Figures measure(int size) {
    Path folder = collection(work, size);
    Stages stages = new Stages(work.resolve("stages-" + size));
    Built built =
        stages.once(
            "built",
            Built.class,
            () -> Building.build(folder, stock, size, threads, StoreOptions.defaults()));
    State merged = stages.once("merged", State.class, () -> state(folder));
    double seconds = stages.once("optimizing", Double.class, () -> optimize(folder));
    State optimized = stages.once("optimized", State.class, () -> state(folder));
    Opened process =
        stages.once(
            "opened-process",
            Opened.class,
            () ->
                FirstAnswer.median(
                    FirstAnswer.inProcesses(OPENINGS, "snapshot", folder.toString())));
    Opened here = stages.once("opened-here", Opened.class, () -> openHere(folder));
    Updated updated =
        stages.once(
            "updated", Updated.class, () -> update(folder, size, optimized.speed.candidates()));
    return new Figures(built, merged, seconds, optimized, process, here, updated);
  }

  private State state(Path folder) {
    long before = Heap.used();
    try (Snapshot snapshot = Snapshot.open(folder)) {
      Speed speed = searching.atWantedRecall(snapshot);
      Footprint footprint = snapshot.footprint();
      Map<String, Long> parts = new TreeMap<>();
      footprint
          .bytes()
          .forEach((part, bytes) -> parts.put(part.name().toLowerCase(Locale.ROOT), bytes));
      return new State(
          footprint.segments(), speed, Heap.used() - before, footprint.offHeapBytes(), parts);
    }
  }

  private double optimize(Path folder) {
    try (VectorStore store = VectorStore.open(folder, stock.model())) {
      long start = System.nanoTime();
      store.optimize();
      return Building.secondsSince(start);
    }
  }

  private static Opened openHere(Path folder) {
    return FirstAnswer.median(
        IntStream.range(0, 4 * OPENINGS).mapToObj(i -> FirstAnswer.ofSnapshot(folder)).toList());
  }

  private Updated update(Path folder, int size, int candidates) {
    int step = size / UPDATES;
    try (VectorStore store = VectorStore.open(folder, stock.model())) {
      long start = System.nanoTime();
      Building.sideBySide(
          threads, 0, UPDATES, i -> store.add(stock.document(i * step), stock.changed(i * step)));
      try (Snapshot snapshot = store.snapshot()) {
        double seconds = Building.secondsSince(start);
        return new Updated(
            UPDATES,
            seconds,
            UPDATES / seconds,
            snapshot.footprint().segments(),
            searching.with(snapshot, candidates));
      }
    }
  }
}
