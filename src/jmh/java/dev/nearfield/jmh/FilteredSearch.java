package dev.nearfield.jmh;

import dev.nearfield.Snapshot;
import dev.nearfield.bench.SentenceCollection;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.jmh.FilteredSentences.Lie;
import dev.nearfield.model.Hit;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Filtered searches by meaning for a wanted recall, beside unfiltered ones: what they find and
 * which processor time they take, by selectivity and by how the filter lies to the question.
 * Settings take turns, round after round; figures are medians.
 */
public final class FilteredSearch {
  private static final int WARM_UP_ROUNDS = 3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int K = SearchRequest.DEFAULT_LIMIT;
  private static final List<Integer> UNFILTERED =
      List.of(10, 15, 20, 30, 40, 60, 80, 120, 160, 240, 320);

  private final Snapshot snapshot;
  private final List<Question> questions;

  private FilteredSearch(Snapshot snapshot, List<Question> questions) {
    this.snapshot = snapshot;
    this.questions = questions;
  }

  /** One way to ask all questions, and the microseconds of its searches. */
  private record Asked(String name, List<SearchRequest> requests, List<double[]> rounds) {
    double p50() {
      double[] medians = rounds.stream().mapToDouble(Asked::median).toArray();
      return median(medians);
    }

    private static double median(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }
  }

  /** What an unfiltered search of some effort finds and takes. */
  private record Rung(double recall, double p50) {}

  /**
   * Prints a table: {@code FilteredSearch SENTENCES COPIES RECALL QUESTIONS ROUNDS}.
   *
   * @param arguments a collection of sentences; the folder of its copy with metadata, which is made
   *     once; the wanted recall; how many questions; how many rounds
   */
  public static void main(String[] arguments) throws IOException {
    Path sentences = Path.of(arguments[0]);
    Path copy = Path.of(arguments[1]).resolve(sentences.getFileName());
    double recall = Double.parseDouble(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    int rounds = Integer.parseInt(arguments[4]);
    List<Question> all;
    FilteredSentences filters;
    try (Snapshot source = Snapshot.open(sentences)) {
      all = SentenceCollection.questions(source);
      filters = FilteredSentences.of(source, all, copy);
    }
    List<Question> questions = all.subList(all.size() / 2, all.size() / 2 + count);
    try (Snapshot snapshot = Snapshot.open(copy)) {
      new FilteredSearch(snapshot, questions).run(filters, recall, rounds);
    }
  }

  private void run(FilteredSentences filters, double recall, int rounds) {
    List<Asked> unfiltered =
        UNFILTERED.stream()
            .map(
                candidates ->
                    asked("" + candidates, asked -> ask(asked).candidates(candidates).limit(K)))
            .toList();
    List<Asked> filtered = new ArrayList<>();
    filtered.add(asked("100 % | all", asked -> ask(asked).recall(recall)));
    for (double share : new double[] {0.5, 0.1, 0.01, 0.001, 0.0001}) {
      int documents = (int) Math.max(1, Math.round(share * snapshot.count()));
      for (Lie lie : Lie.values()) {
        filtered.add(
            asked(
                String.format(Locale.ROOT, "%s %% | %s", share * 100, lie).toLowerCase(Locale.ROOT),
                asked -> ask(asked).recall(recall).where(filters.filter(asked, lie, documents))));
      }
    }
    List<Asked> both = new ArrayList<>(unfiltered);
    both.addAll(filtered);
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (Asked one : both) {
        double[] micros = turn(one);
        if (round >= 0) {
          one.rounds().add(micros);
        }
      }
    }
    List<Rung> rungs =
        unfiltered.stream().map(one -> new Rung(recall(one.requests()), one.p50())).toList();
    for (int i = 0; i < rungs.size(); i++) {
      System.out.printf(
          Locale.ROOT,
          "unfiltered, %d candidates: recall@10 %.4f, p50 %.0f us%n",
          UNFILTERED.get(i),
          rungs.get(i).recall(),
          rungs.get(i).p50());
    }
    System.out.println(
        "| kept | lies | recall@10 | results | p50 us | same recall | wanted | exact |");
    filtered.forEach(one -> print(one, rungs, filtered.getFirst().p50()));
  }

  private static SearchRequest ask(Question question) {
    return SearchRequest.vector(question.vector());
  }

  private Asked asked(String name, Function<Question, SearchRequest> ask) {
    return new Asked(name, questions.stream().map(ask).toList(), new ArrayList<>());
  }

  private double[] turn(Asked asked) {
    return asked.requests().stream()
        .mapToDouble(
            request -> {
              long start = THREADS.getCurrentThreadCpuTime();
              snapshot.rank(request);
              return (THREADS.getCurrentThreadCpuTime() - start) / 1e3;
            })
        .toArray();
  }

  private double recall(List<SearchRequest> requests) {
    return requests.stream().mapToDouble(this::recall).average().orElseThrow();
  }

  private double recall(SearchRequest request) {
    Set<String> exact = ids(request.exactly());
    Set<String> found = ids(request);
    if (found.size() != exact.size()) {
      throw new IllegalStateException(
          "Found " + found.size() + " of " + exact.size() + " for " + request);
    }
    found.retainAll(exact);
    return exact.isEmpty() ? 1 : found.size() / (double) exact.size();
  }

  private Set<String> ids(SearchRequest request) {
    Set<String> ids = new HashSet<>();
    for (RankedChunk chunk : snapshot.rank(request)) {
      ids.add(chunk.documentId() + " " + chunk.ordinal());
    }
    return ids;
  }

  private boolean exact(SearchRequest request) {
    List<Hit> hits = snapshot.search(request.explain()).list();
    return hits.isEmpty() || Objects.requireNonNull(hits.getFirst().explanation()).exact();
  }

  private void print(Asked asked, List<Rung> rungs, double wanted) {
    double recall = recall(asked.requests());
    int results =
        asked.requests().stream().mapToInt(request -> ids(request).size()).min().orElseThrow();
    long exact = asked.requests().stream().filter(this::exact).count();
    double unfiltered =
        IntStream.range(0, rungs.size())
            .filter(i -> rungs.get(i).recall() >= recall || i == rungs.size() - 1)
            .mapToDouble(i -> rungs.get(i).p50())
            .findFirst()
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.4f | %d | %.0f | %.2f | %.2f | %d %% |%n",
        asked.name(),
        recall,
        results,
        asked.p50(),
        asked.p50() / unfiltered,
        asked.p50() / wanted,
        100 * exact / asked.requests().size());
  }
}
