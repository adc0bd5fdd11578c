package dev.nearfield.scale;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.Spread;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Builds collections from the stock, 10,000 documents a commit. How far it is and the seconds that
 * it took stand in each commit, so that a build that was broken off goes on from there.
 */
final class Building {
  private static final int STEP = 10_000;
  private static final String PROGRESS = "building";

  private Building() {}

  /**
   * What a build took.
   *
   * @param seconds until all merges that it set off were done
   * @param perSecond documents, each of one chunk
   * @param mostHeapBytes the most that a collection of garbage left, without the stock
   */
  record Built(int documents, double seconds, double perSecond, long mostHeapBytes) {}

  private record Progress(int documents, double seconds) {
    static Progress of(VectorStore store) {
      try (var snapshot = store.snapshot()) {
        return snapshot
            .attachments()
            .find(PROGRESS)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" "))
            .map(words -> new Progress(Integer.parseInt(words[0]), Double.parseDouble(words[1])))
            .orElse(new Progress(0, 0));
      }
    }

    void keep(VectorStore store) {
      store.attach(PROGRESS, (documents + " " + seconds).getBytes(StandardCharsets.UTF_8));
      store.commit();
    }
  }

  static Built build(Path folder, Stock stock, int size, int threads, StoreOptions options) {
    Progress progress;
    long start = System.nanoTime();
    try (Heap heap = Heap.watch()) {
      try (VectorStore store = VectorStore.open(folder, stock.model(), options)) {
        progress = Progress.of(store);
        double before = progress.seconds;
        start = System.nanoTime();
        for (int from = progress.documents; from < size; from = progress.documents) {
          int to = Math.min(size, from + STEP);
          sideBySide(threads, from, to, n -> store.add(stock.document(n), stock.embedding(n)));
          progress = new Progress(to, before + secondsSince(start));
          progress.keep(store);
          System.out.printf("%s: %,d in %.0f s%n", folder.getFileName(), to, progress.seconds);
        }
        start = System.nanoTime();
      }
      double seconds = progress.seconds + secondsSince(start);
      return new Built(size, seconds, size / seconds, heap.most());
    }
  }

  /** A collection of one segment, made once and kept. */
  static Path optimized(Path work, Stock stock, int size, int threads) {
    Path folder = work.resolve("optimized-" + size);
    new Stages(work)
        .once(
            "optimized-" + size,
            Built.class,
            () -> {
              Built built = build(folder, stock, size, threads, StoreOptions.defaults());
              try (VectorStore store = VectorStore.open(folder, stock.model())) {
                store.optimize();
              }
              return built;
            });
    return folder;
  }

  static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  static double median(DoubleStream values) {
    return Spread.of(values.toArray()).median();
  }

  /** Does numbered work on some threads. */
  static void sideBySide(int threads, int from, int to, IntConsumer work) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<? extends Future<?>> running =
          IntStream.range(0, threads)
              .mapToObj(
                  thread ->
                      pool.submit(
                          () ->
                              IntStream.iterate(from + thread, n -> n < to, n -> n + threads)
                                  .forEach(work)))
              .toList();
      for (Future<?> one : running) {
        join(one);
      }
    }
  }

  private static void join(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The work failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }
}
