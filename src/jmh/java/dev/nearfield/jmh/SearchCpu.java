package dev.nearfield.jmh;

import dev.nearfield.Snapshot;
import dev.nearfield.bench.SentenceCollection;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.bench.Spread;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.Fields;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.FSDirectory;

/**
 * Processor time of the searching thread, in microseconds a search: what remains to be compared on
 * a machine that others use, too. Searches take turns, round after round; the first three warm up.
 */
public final class SearchCpu {
  private static final int WARM_UP_ROUNDS = 3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SearchCpu() {}

  private interface Search {
    Object of(Question question) throws IOException;
  }

  /**
   * Prints a line a search: {@code SearchCpu COLLECTION SEARCHES ROUNDS}.
   *
   * @param arguments a collection of sentences; how many searches a turn has; how many rounds
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int searches = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    try (Snapshot snapshot = Snapshot.open(folder);
        var directory = FSDirectory.open(folder);
        var reader = DirectoryReader.open(directory)) {
      List<Question> questions = SentenceCollection.questions(snapshot);
      Map<String, Search> kinds = kinds(snapshot, new IndexSearcher(reader));
      Map<String, double[]> micros = new LinkedHashMap<>();
      for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
        for (Map.Entry<String, Search> kind : kinds.entrySet()) {
          double turn = turn(kind.getValue(), questions, searches);
          if (round >= 0) {
            micros.computeIfAbsent(kind.getKey(), name -> new double[rounds])[round] = turn;
          }
        }
      }
      micros.forEach(SearchCpu::print);
    }
  }

  private static Map<String, Search> kinds(Snapshot snapshot, IndexSearcher lucene) {
    Map<String, Search> kinds = new LinkedHashMap<>();
    for (int candidates : List.of(50, 200)) {
      kinds.put(
          "stock Lucene, " + candidates,
          asked ->
              lucene.search(
                  new KnnFloatVectorQuery(Fields.VECTOR, asked.vector().toArray(), candidates),
                  SearchRequest.DEFAULT_LIMIT));
      kinds.put(
          "ranking, " + candidates,
          asked -> snapshot.rank(SearchRequest.vector(asked.vector()).candidates(candidates)));
      kinds.put(
          "hits by meaning, " + candidates,
          asked -> snapshot.search(SearchRequest.vector(asked.vector()).candidates(candidates)));
      kinds.put(
          "hits by words, " + candidates,
          asked ->
              snapshot.search(
                  SearchRequest.keyword(asked.text()).withoutDistances().candidates(candidates)));
      kinds.put(
          "hits by both, " + candidates,
          asked ->
              snapshot.search(
                  SearchRequest.hybrid(asked.text(), asked.vector()).candidates(candidates)));
    }
    return kinds;
  }

  private static double turn(Search search, List<Question> questions, int searches)
      throws IOException {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < searches; i++) {
      search.of(questions.get(i % questions.size()));
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / searches;
  }

  private static void print(String name, double[] rounds) {
    Spread spread = Spread.of(rounds);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f (%.0f to %.0f) |%n",
        name,
        spread.median(),
        spread.least(),
        spread.most());
  }
}
