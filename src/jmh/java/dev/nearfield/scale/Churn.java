package dev.nearfield.scale;

import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.Surroundings;
import dev.nearfield.scale.Searching.Speed;
import dev.nearfield.store.Writing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Collections that change: searches while documents stream in, under several settings of the
 * writer, and searches of a collection of which a share is deleted, before and after it is
 * optimised.
 */
final class Churn {
  static final int CANDIDATES = 80;
  private static final int[] DELETED = {0, 10, 25, 50};
  private static final int[] ALLOWED = {20, 50};

  private final Stock stock;
  private final Path work;
  private final int size;
  private final int threads;
  private final Searching searching;

  private Churn(Stock stock, Path work, int size, int threads, double seconds) {
    this.stock = stock;
    this.work = work;
    this.size = size;
    this.threads = threads;
    this.searching = new Searching(stock.questions(), seconds);
  }

  /**
   * A collection that a store filled while one thread searched it.
   *
   * @param perSecond documents, until all merges were done
   * @param streaming the searches meanwhile; their recall is not known
   * @param merged searches afterwards
   */
  record Streamed(
      double seconds,
      double perSecond,
      long mostHeapBytes,
      Speed streaming,
      int segments,
      Speed merged,
      double optimizeSeconds,
      Speed optimized) {}

  /**
   * A collection of one segment of which a share was deleted.
   *
   * @param deletedEntries that the index still held, documents and chunks
   */
  record Deleted(
      int percent,
      double deleteSeconds,
      int segments,
      int deletedEntries,
      Speed before,
      double optimizeSeconds,
      Speed after) {}

  /**
   * Runs the bench: {@code Churn SENTENCES WORK SIZE THREADS SECONDS}.
   *
   * @param arguments a collection of sentences; a folder for the collections and the results; how
   *     many documents; threads that add; seconds of each of five rounds
   */
  public static void main(String[] arguments) throws IOException {
    Surroundings now = Surroundings.now("Churn " + String.join(" ", arguments));
    Path work = Path.of(arguments[1]);
    Churn churn =
        new Churn(
            Stock.of(Path.of(arguments[0])),
            work,
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Double.parseDouble(arguments[4]));
    Map<Writing, Streamed> streamed = new LinkedHashMap<>();
    for (Writing writing : writings()) {
      streamed.put(writing, churn.streamed(writing));
      ChurnReport.write(work, now, churn.size, streamed, Map.of());
    }
    Map<Integer, List<Deleted>> deleted = new LinkedHashMap<>();
    for (int allowed : ALLOWED) {
      deleted.put(allowed, churn.deleted(allowed));
      ChurnReport.write(work, now, churn.size, streamed, deleted);
    }
  }

  /** One thing at a time differs from the first. */
  private static List<Writing> writings() {
    Writing first = new Writing(64, 8, 20, 1);
    return List.of(
        first,
        first.mergeThreads(2),
        first.bufferMegabytes(16),
        first.bufferMegabytes(256),
        first.segmentsPerTier(4),
        first.segmentsPerTier(16));
  }

  private Streamed streamed(Writing writing) {
    String name =
        "streamed-%d-%d-%d-%d-%d"
            .formatted(
                size,
                writing.bufferMegabytes(),
                writing.segmentsPerTier(),
                writing.deletesPercent(),
                writing.mergeThreads());
    return new Stages(work).once(name, Streamed.class, () -> stream(work.resolve(name), writing));
  }

  private Streamed stream(Path folder, Writing writing) {
    Folders.remove(folder);
    StoreOptions options = StoreOptions.defaults().writing(writing);
    long start = System.nanoTime();
    try (Heap heap = Heap.watch()) {
      Speed streaming;
      try (VectorStore store = VectorStore.open(folder, stock.model(), options)) {
        add(store, 0, 1_000);
        try (var searches = new SearchesMeanwhile(store, stock.questions(), CANDIDATES)) {
          add(store, 1_000, size);
          streaming = searches.stop();
        }
      }
      double seconds = Building.secondsSince(start);
      long mostHeap = heap.most();
      try (VectorStore store = VectorStore.open(folder, stock.model(), options)) {
        int segments;
        Speed merged;
        try (Snapshot snapshot = store.snapshot()) {
          segments = snapshot.footprint().segments();
          merged = searching.with(snapshot, CANDIDATES);
        }
        double optimizing = optimize(store);
        return new Streamed(
            seconds,
            size / seconds,
            mostHeap,
            streaming,
            segments,
            merged,
            optimizing,
            speed(store));
      }
    } finally {
      Folders.remove(folder);
    }
  }

  private void add(VectorStore store, int from, int to) {
    Building.sideBySide(threads, from, to, n -> store.add(stock.document(n), stock.embedding(n)));
    store.commit();
  }

  private static double optimize(VectorStore store) {
    long start = System.nanoTime();
    store.optimize();
    return Building.secondsSince(start);
  }

  private Speed speed(VectorStore store) {
    try (Snapshot snapshot = store.snapshot()) {
      return searching.with(snapshot, CANDIDATES);
    }
  }

  private List<Deleted> deleted(int allowed) {
    StoreOptions options = StoreOptions.defaults().writing(Writing.DEFAULT.deletesPercent(allowed));
    Path base = Building.optimized(work, stock, size, threads);
    return IntStream.of(DELETED)
        .mapToObj(
            percent ->
                new Stages(work)
                    .once(
                        "deleted-" + size + "-" + allowed + "-" + percent,
                        Deleted.class,
                        () -> delete(base, percent, options)))
        .toList();
  }

  private Deleted delete(Path base, int percent, StoreOptions options) {
    Path folder = work.resolve("deleting");
    Folders.remove(folder);
    Folders.copy(base, folder);
    IntPredicate goes = n -> Math.floorMod(n * 0x9E3779B1, 100) < percent;
    try (VectorStore store = VectorStore.open(folder, stock.model(), options)) {
      long start = System.nanoTime();
      IntStream.range(0, size).filter(goes).forEach(n -> store.delete(Stock.id(n)));
      store.commit();
      double seconds = Building.secondsSince(start);
      int segments;
      int left;
      Speed before;
      try (Snapshot snapshot = store.snapshot()) {
        segments = snapshot.footprint().segments();
        left = snapshot.footprint().deleted();
        before = searching.with(snapshot, CANDIDATES);
      }
      double optimizing = optimize(store);
      return new Deleted(percent, seconds, segments, left, before, optimizing, speed(store));
    } finally {
      Folders.remove(folder);
    }
  }
}
