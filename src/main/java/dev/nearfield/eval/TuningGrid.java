package dev.nearfield.eval;

import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The settings that a tuning chooses from: every combination of these values, and {@link
 * SearchDefaults#STANDARD}.
 *
 * {@snippet class="dev.nearfield.examples.TuningExamplesTest" region="tune"}
 *
 * @param bm25 parameters of BM25
 * @param vectorWeights shares of the vector side, 0 to 1, in both fusions
 * @param rrfK values of k in reciprocal rank fusion; none for min-max alone
 * @param candidates how many chunks each side ranks
 */
public record TuningGrid(
    List<Bm25> bm25, List<Double> vectorWeights, List<Integer> rrfK, List<Integer> candidates) {

  /** What is tried unless told: k1 0.6 to 1.6, b 0.2 to 0.75, shares 0.1 to 0.9, depths to 1000. */
  public static final TuningGrid STANDARD =
      new TuningGrid(
          bm25(List.of(0.6, 0.9, 1.2, 1.6), List.of(0.2, 0.4, 0.6, 0.75)),
          List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
          List.of(10, 60),
          List.of(50, 100, 200, 500, 1_000));

  public TuningGrid {
    bm25 = List.copyOf(bm25);
    vectorWeights = List.copyOf(vectorWeights);
    rrfK = List.copyOf(rrfK);
    candidates = List.copyOf(candidates);
    requireSome("bm25", bm25);
    requireSome("vectorWeights", vectorWeights);
    requireSome("candidates", candidates);
  }

  private static void requireSome(String name, List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + " must have at least one value, got none.");
    }
  }

  /** Every k1 with every b. */
  public static List<Bm25> bm25(List<Double> k1, List<Double> b) {
    return k1.stream().flatMap(each -> b.stream().map(other -> new Bm25(each, other))).toList();
  }

  /**
   * All settings, the standard ones first.
   *
   * @throws IllegalArgumentException for a value that no search can take
   */
  List<SearchDefaults> settings() {
    Set<SearchDefaults> settings = new LinkedHashSet<>();
    settings.add(SearchDefaults.STANDARD);
    for (Bm25 parameters : bm25) {
      for (int depth : candidates) {
        for (Fusion fusion : fusions()) {
          settings.add(new SearchDefaults(fusion, depth, parameters));
        }
      }
    }
    return List.copyOf(settings);
  }

  private List<Fusion> fusions() {
    List<Fusion> fusions = new ArrayList<>();
    for (double weight : vectorWeights) {
      fusions.add(Fusion.minMax(weight));
      for (int k : rrfK) {
        fusions.add(new Fusion.Rrf(k, rest(weight), weight));
      }
    }
    return fusions;
  }

  /**
   * 1 less the weight, without what binary fractions leave over: 0.7 and not 0.7000000000000001.
   */
  private static double rest(double weight) {
    return Math.rint((1 - weight) * 1e9) / 1e9;
  }
}
