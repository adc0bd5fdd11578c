package dev.nearfield.eval;

import dev.nearfield.search.SearchDefaults;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The value of a measure for each setting of a grid and each query, and what is chosen by it.
 *
 * @param settings the settings, the standard ones first
 * @param values for each setting, the value for each query
 */
record GridScores(List<SearchDefaults> settings, double[][] values) {
  static final int STANDARD = 0;

  /**
   * The setting chosen on some of the queries by the rule of one standard error (Breiman, Friedman,
   * Olshen and Stone, <i>Classification and Regression Trees</i>, 1984): of all settings whose mean
   * is within one standard error of the best one's, the one that departs from the standard in the
   * fewest parameters; of these the one of the best mean, then of the fewest candidates. The
   * standard error is that of the differences to the best setting, query by query.
   */
  int choose(int[] queries) {
    int best = STANDARD;
    double[] means = new double[values.length];
    for (int setting = 0; setting < values.length; setting++) {
      means[setting] = mean(setting, queries);
      best = means[setting] > means[best] ? setting : best;
    }
    int chosen = best;
    Comparator<Integer> plainest =
        Comparator.<Integer>comparingInt(setting -> departures(settings.get(setting)))
            .thenComparing(setting -> -means[setting])
            .thenComparing(setting -> settings.get(setting).candidates());
    for (int setting = 0; setting < values.length; setting++) {
      if (plainest.compare(setting, chosen) < 0 && isWithinOneError(setting, best, queries)) {
        chosen = setting;
      }
    }
    return chosen;
  }

  double mean(int setting, int[] queries) {
    return Arrays.stream(queries).mapToDouble(query -> values[setting][query]).average().orElse(0);
  }

  /** What a setting gains over the standard one. */
  double gain(int setting, int query) {
    return values[setting][query] - values[STANDARD][query];
  }

  private boolean isWithinOneError(int setting, int best, int[] queries) {
    double sum = 0;
    double squares = 0;
    for (int query : queries) {
      double difference = values[best][query] - values[setting][query];
      sum += difference;
      squares += difference * difference;
    }
    double mean = sum / queries.length;
    double variance = (squares - sum * mean) / Math.max(1, queries.length - 1);
    return mean * mean <= variance / queries.length;
  }

  /** In how many parameters settings differ from the standard. */
  private static int departures(SearchDefaults settings) {
    SearchDefaults standard = SearchDefaults.STANDARD;
    return (settings.fusion().equals(standard.fusion()) ? 0 : 1)
        + (settings.candidates() == standard.candidates() ? 0 : 1)
        + (settings.bm25().k1() == standard.bm25().k1() ? 0 : 1)
        + (settings.bm25().b() == standard.bm25().b() ? 0 : 1);
  }
}
