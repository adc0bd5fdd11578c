package dev.nearfield.bench;

import dev.nearfield.Snapshot;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** One setting under measurement: its turns on each number of threads. */
final class Measured {
  private final Snapshot snapshot;
  private final List<BenchQuestion> questions;
  private final Setting setting;
  private final BenchOptions options;
  private final LongSupplier clock;
  private final List<SearchRequest> requests;
  private final Map<Integer, List<Turn>> turns = new LinkedHashMap<>();
  private long warmUpSearches;

  Measured(
      Snapshot snapshot,
      List<BenchQuestion> questions,
      Setting setting,
      BenchOptions options,
      LongSupplier clock) {
    this.snapshot = snapshot;
    this.questions = questions;
    this.setting = setting;
    this.options = options;
    this.clock = clock;
    this.requests =
        questions.stream().map(question -> setting.ask(question, options.limit())).toList();
    options.threads().forEach(threads -> turns.put(threads, new ArrayList<>()));
  }

  private record Turn(Percentiles latency, double perSecond, long searches) {
    static Turn of(TimedRound round) {
      return new Turn(Percentiles.ofNanos(round.nanos()), round.perSecond(), round.nanos().length);
    }
  }

  void warmUp() {
    warmUpSearches = round(1, options.warmUp().toNanos(), BenchOptions.WARM).nanos().length;
  }

  void turn() {
    turns.forEach(
        (threads, done) ->
            done.add(Turn.of(round(threads, options.each().toNanos(), Integer.MAX_VALUE))));
  }

  private TimedRound round(int threads, long nanos, int mostSearches) {
    return TimedRound.run(
        number -> snapshot.search(requests.get(number % requests.size())),
        threads,
        nanos,
        mostSearches,
        clock);
  }

  /** One for each number of threads; their recall is the same. */
  List<BenchResult> results() {
    Double recall =
        setting.mode() == SearchMode.KEYWORD
            ? null
            : Double.valueOf(new Recall(options.limit()).mean(snapshot, setting, questions));
    List<BenchResult> results = new ArrayList<>();
    turns.forEach(
        (threads, done) ->
            results.add(
                new BenchResult(
                    setting.mode(),
                    setting.candidates(),
                    threads,
                    recall,
                    warmUpSearches,
                    done.stream().mapToLong(Turn::searches).sum(),
                    spread(done, turn -> turn.latency().p50()),
                    spread(done, turn -> turn.latency().p90()),
                    spread(done, turn -> turn.latency().p99()),
                    spread(done, Turn::perSecond))));
    return results;
  }

  private static Spread spread(List<Turn> turns, ToDoubleFunction<Turn> figure) {
    return Spread.of(turns.stream().mapToDouble(figure).toArray());
  }
}
