package dev.nearfield.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Searches one after another on each of some threads until the time is up.
 *
 * @param nanos how long each took
 * @param elapsedNanos from the first start to the last end
 */
record TimedRound(long[] nanos, long elapsedNanos) {

  double perSecond() {
    return nanos.length / (elapsedNanos / 1e9);
  }

  /**
   * Runs a round: at least one search a thread.
   *
   * @param search makes the search of a number; numbers count up on each thread, from other starts
   * @param mostSearches ends a thread's round before its time is up
   */
  static TimedRound run(
      IntConsumer search, int threads, long nanos, int mostSearches, LongSupplier clock) {
    long start = clock.getAsLong();
    List<long[]> times = new ArrayList<>();
    if (threads == 1) {
      times.add(oneThread(search, 0, start + nanos, mostSearches, clock));
    } else {
      try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
        List<CompletableFuture<long[]>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          int first = thread * 1_009; // threads shall not ask the same at the same time
          running.add(
              CompletableFuture.supplyAsync(
                  () -> oneThread(search, first, start + nanos, mostSearches, clock), pool));
        }
        running.forEach(one -> times.add(one.join()));
      }
    }
    long elapsed = clock.getAsLong() - start;
    return new TimedRound(times.stream().flatMapToLong(Arrays::stream).toArray(), elapsed);
  }

  private static long[] oneThread(
      IntConsumer search, int first, long end, int most, LongSupplier clock) {
    long[] times = new long[1_024];
    int count = 0;
    long before = clock.getAsLong();
    do {
      search.accept(first + count);
      long after = clock.getAsLong();
      if (count == times.length) {
        times = Arrays.copyOf(times, count * 2);
      }
      times[count++] = after - before;
      before = after;
    } while (before - end < 0 && count < most);
    return Arrays.copyOf(times, count);
  }
}
