package dev.nearfield.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** One query's answer beside its judgements: here stand the formulas of the measures. */
final class JudgedAnswer {
  static final int UNJUDGED = -1;

  /** The grade at each rank, from the best document on; below 0 where it is not judged. */
  private final int[] grades;

  /** The grades of the relevant documents, largest first, whether they were found or not. */
  private final int[] ideal;

  JudgedAnswer(Map<String, Integer> judgements, List<ScoredDocument> answer) {
    grades =
        answer.stream()
            .mapToInt(document -> judgements.getOrDefault(document.documentId(), UNJUDGED))
            .toArray();
    ideal = ideal(judgements);
  }

  JudgedAnswer(int[] grades, int[] ideal) {
    this.grades = grades;
    this.ideal = ideal;
  }

  static int[] ideal(Map<String, Integer> judgements) {
    return judgements.values().stream()
        .filter(grade -> grade > 0)
        .sorted(Comparator.reverseOrder())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  double score(Measure measure) {
    int cutoff = measure.cutoff().orElse(Integer.MAX_VALUE);
    int[] top = first(cutoff, grades);
    return switch (measure.kind()) {
      case NDCG -> ndcg(top, cutoff, grade -> grade);
      case NDCG_EXP -> ndcg(top, cutoff, grade -> Math.pow(2, grade) - 1);
      case PRECISION -> (double) relevantIn(top) / cutoff;
      case RECALL -> ratio(relevantIn(top), ideal.length);
      case MRR -> reciprocalRank(top);
      case MAP -> ratio(sumOfPrecisions(top), ideal.length);
      case SUCCESS -> relevantIn(top) > 0 ? 1 : 0;
      case JUDGED -> ratio(IntStream.of(top).filter(grade -> grade >= 0).count(), top.length);
    };
  }

  private static int[] first(int cutoff, int[] all) {
    return Arrays.copyOf(all, Math.min(cutoff, all.length));
  }

  private static long relevantIn(int[] top) {
    return IntStream.of(top).filter(grade -> grade > 0).count();
  }

  /** Nothing to find, or nothing found, scores 0. */
  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private double ndcg(int[] top, int cutoff, IntToDoubleFunction gain) {
    return ratio(discountedGain(top, gain), discountedGain(first(cutoff, ideal), gain));
  }

  private static double discountedGain(int[] grades, IntToDoubleFunction gain) {
    double sum = 0;
    for (int i = 0; i < grades.length; i++) {
      if (grades[i] > 0) {
        sum += gain.applyAsDouble(grades[i]) * Math.log(2) / Math.log(i + 2.0);
      }
    }
    return sum;
  }

  private static double reciprocalRank(int[] top) {
    for (int i = 0; i < top.length; i++) {
      if (top[i] > 0) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  private static double sumOfPrecisions(int[] top) {
    double sum = 0;
    int found = 0;
    for (int i = 0; i < top.length; i++) {
      if (top[i] > 0) {
        found++;
        sum += (double) found / (i + 1);
      }
    }
    return sum;
  }
}
