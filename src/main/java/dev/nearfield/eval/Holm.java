package dev.nearfield.eval;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction of p-values for being many: the chance of one false alarm or more among all of
 * them stays below the level, whatever their dependence (Holm, <i>A simple sequentially rejective
 * multiple test procedure</i>, 1979).
 */
final class Holm {
  private Holm() {}

  /**
   * The corrected values in the order given: the smallest by their number, the next by one less.
   */
  static double[] correct(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[p.length];
    double largest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      largest = Math.max(largest, Math.min(1, (p.length - rank) * p[ascending[rank]]));
      corrected[ascending[rank]] = largest;
    }
    return corrected;
  }
}
