package dev.nearfield.bench;

import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a bench measures, and for how long.
 *
 * {@snippet class="dev.nearfield.examples.BenchExamplesTest" region="bench"}
 *
 * @param modes the modes
 * @param limit the hits of each search, and the k of recall@k
 * @param candidates the numbers of candidates, each of which is measured in each mode
 * @param threads how many threads ask side by side, one number after another
 * @param rounds how often every setting has its turn
 * @param each how long a turn is
 * @param warmUp how long each setting runs before the first round, at the most; shorter when it has
 *     made {@link #WARM} searches by then
 */
public record BenchOptions(
    List<SearchMode> modes,
    int limit,
    List<Integer> candidates,
    List<Integer> threads,
    int rounds,
    Duration each,
    Duration warmUp) {

  /** After so many searches of a setting its code is as fast as it gets. */
  public static final int WARM = 20_000;

  private static final int MOST_THREADS = 1_024;
  private static final Duration LONGEST = Duration.ofHours(1);

  public BenchOptions {
    modes = List.copyOf(modes);
    candidates = List.copyOf(candidates);
    threads = List.copyOf(threads);
    requireSome("modes", modes);
    requireSome("candidates", candidates);
    requireSome("threads", threads);
    requireBetween("limit", limit, 1, SearchRequest.MOST);
    candidates.forEach(count -> requireBetween("candidates", count, 1, SearchRequest.MOST));
    threads.forEach(count -> requireBetween("threads", count, 1, MOST_THREADS));
    requireBetween("rounds", rounds, 1, 1_000);
    requireDuration("each", each);
    requireDuration("warmUp", warmUp);
  }

  /** Ten hits of 50, 100 and 200 candidates in all modes, on one thread and on all processors. */
  public static BenchOptions defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new BenchOptions(
        List.of(SearchMode.values()),
        SearchRequest.DEFAULT_LIMIT,
        List.of(50, 100, 200),
        IntStream.iterate(1, threads -> threads <= processors, threads -> threads * 2)
            .boxed()
            .toList(),
        5,
        Duration.ofSeconds(1),
        Duration.ofSeconds(10));
  }

  /** With other durations. */
  public BenchOptions lasting(int rounds, Duration each, Duration warmUp) {
    return new BenchOptions(modes, limit, candidates, threads, rounds, each, warmUp);
  }

  private static void requireSome(String name, List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + " must name one at least, got none.");
    }
  }

  private static void requireBetween(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be between " + least + " and " + most + ", got " + value + ".");
    }
  }

  private static void requireDuration(String name, Duration duration) {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be between 0 and an hour, got " + duration + ".");
    }
  }
}
