package dev.nearfield.search;

import dev.nearfield.Snapshot;
import dev.nearfield.bench.SentenceCollection;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.bench.Spread;
import dev.nearfield.bench.Surroundings;
import dev.nearfield.scale.Grown;
import dev.nearfield.store.CollectionView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Whole hits in the three modes, and the two sides of a search by both one after the other and side
 * by side, with one caller and with two, in turn.
 */
final class HybridSides {
  private static final int WARM = 5_000;

  private final CollectionView view;
  private final List<Question> questions;
  private final Searcher searcher = new Searcher(null);
  private final int candidates;
  private final ExecutorService beside =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().factory());

  private HybridSides(CollectionView view, List<Question> questions, int candidates) {
    this.view = view;
    this.questions = questions;
    this.candidates = candidates;
  }

  private interface Kind {
    Object of(Question question) throws IOException;
  }

  private record Row(String name, int callers) {}

  private record Round(double p50, double p99, double perSecond) {}

  /**
   * Runs the bench: {@code HybridSides SENTENCES WORK SIZE THREADS CANDIDATES ROUNDS SECONDS}.
   *
   * @param arguments a collection of sentences; a folder for the collections; how many documents;
   *     threads that add; candidates a side; rounds; how long each kind of search runs in a round
   */
  public static void main(String[] arguments) throws IOException {
    Surroundings now = Surroundings.now("HybridSides " + String.join(" ", arguments));
    Path sentences = Path.of(arguments[0]);
    Path collection =
        Grown.optimized(
            sentences,
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    List<Question> questions;
    try (Snapshot snapshot = Snapshot.open(sentences)) {
      questions = SentenceCollection.questions(snapshot);
    }
    try (CollectionView view = CollectionView.open(collection, Clock.systemUTC())) {
      HybridSides bench = new HybridSides(view, questions, Integer.parseInt(arguments[4]));
      System.out.print(now.markdown());
      bench.run(Integer.parseInt(arguments[5]), Double.parseDouble(arguments[6]));
      bench.beside.shutdown();
    }
  }

  private Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put(
        "hits by words",
        q -> searcher.search(view, asked(SearchRequest.keyword(q.text()).withoutDistances())));
    kinds.put(
        "hits by meaning", q -> searcher.search(view, asked(SearchRequest.vector(q.vector()))));
    kinds.put("hits by both", q -> searcher.search(view, both(q)));
    kinds.put("sides one after the other", this::oneAfterTheOther);
    kinds.put("sides side by side", this::sideBySide);
    return kinds;
  }

  private SearchRequest asked(SearchRequest request) {
    return request.candidates(candidates);
  }

  private SearchRequest both(Question question) {
    return asked(SearchRequest.hybrid(question.text(), question.vector()));
  }

  private Ranking oneAfterTheOther(Question question) throws IOException {
    SearchRequest request = both(question);
    Target target = Target.of(view, request);
    Ranking words = words(target, request);
    return Fuser.fuse(request.fusion(), words, meaning(target, question));
  }

  private Ranking sideBySide(Question question) throws IOException {
    SearchRequest request = both(question);
    Target target = Target.of(view, request);
    CompletableFuture<Ranking> words =
        CompletableFuture.supplyAsync(() -> words(target, request), beside);
    Ranking meaning = meaning(target, question);
    return Fuser.fuse(request.fusion(), words.join(), meaning);
  }

  private Ranking words(Target target, SearchRequest request) {
    try {
      KeywordQueries queries = new KeywordQueries(view.analyzer(), request.keywords());
      return KeywordSide.rank(target, queries.of(request.texts()), candidates);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ranking meaning(Target target, Question question) throws IOException {
    return VectorSide.rank(target, question.vector(), OptionalInt.of(candidates), candidates)
        .ranking();
  }

  private void run(int rounds, double seconds) {
    Map<Row, List<Round>> all = new LinkedHashMap<>();
    Map<String, Kind> kinds = kinds();
    kinds.values().forEach(kind -> callers(kind, 1, 4 * seconds, WARM));
    for (int i = 0; i < rounds; i++) {
      for (int callers : new int[] {1, 2}) {
        kinds.forEach(
            (name, kind) ->
                all.computeIfAbsent(new Row(name, callers), none -> new ArrayList<>())
                    .add(callers(kind, callers, seconds, Integer.MAX_VALUE)));
      }
    }
    System.out.printf(
        "%n%,d chunks, %d candidates a side.%n%n| | callers | p50, ms | p99, ms | searches/s |%n"
            + "| --- | --- | --- | --- | --- |%n",
        view.chunks(), candidates);
    all.forEach(
        (row, turns) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s |%n",
                row.name,
                row.callers,
                spread("%.3f", turns.stream().mapToDouble(Round::p50).toArray()),
                spread("%.3f", turns.stream().mapToDouble(Round::p99).toArray()),
                spread("%.0f", turns.stream().mapToDouble(Round::perSecond).toArray())));
  }

  private static String spread(String format, double[] rounds) {
    Spread spread = Spread.of(rounds);
    return String.format(
        Locale.ROOT,
        format + " (" + format + " to " + format + ")",
        spread.median(),
        spread.least(),
        spread.most());
  }

  private Round callers(Kind kind, int callers, double seconds, int most) {
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
      List<CompletableFuture<long[]>> running =
          IntStream.range(0, callers)
              .mapToObj(
                  caller ->
                      CompletableFuture.supplyAsync(
                          () -> times(kind, caller * 997, seconds, most), pool))
              .toList();
      long[] nanos = running.stream().flatMapToLong(one -> Arrays.stream(one.join())).toArray();
      double elapsed = (System.nanoTime() - start) / 1e9;
      Arrays.sort(nanos);
      return new Round(
          nanos[nanos.length / 2] / 1e6,
          nanos[(int) (nanos.length * 99L / 100)] / 1e6,
          nanos.length / elapsed);
    }
  }

  private long[] times(Kind kind, int first, double seconds, int most) {
    long[] nanos = new long[Math.min(most, 1 << 18)];
    int count = 0;
    long start = System.nanoTime();
    long before = start;
    try {
      while (before - start < seconds * 1e9 && count < nanos.length) {
        kind.of(questions.get((first + count) % questions.size()));
        long after = System.nanoTime();
        nanos[count++] = after - before;
        before = after;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(nanos, count);
  }
}
