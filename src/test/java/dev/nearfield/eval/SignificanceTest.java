package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SignificanceTest {
  private static Map<String, Double> values(double... values) {
    var map = new LinkedHashMap<String, Double>();
    for (int i = 0; i < values.length; i++) {
      map.put("q" + i, values[i]);
    }
    return map;
  }

  @Test
  void fewQueriesAreTestedExactly() {
    // Of the 8 ways to swap, only none and all give a mean difference as large.
    Significance three = Significance.of(values(.5, .6, .9), values(.4, .4, .4));
    assertEquals(2.0 / 8, three.p());
    assertEquals(.8 / 3, three.difference(), 1e-12);
    assertEquals(3, three.queries());
    // 1, 2, 3, -1: |5| and more come from 2 + 3 + (1 or -1 or both), twice for the signs.
    assertEquals(6.0 / 16, Significance.of(values(1, 2, 3, 0), values(0, 0, 0, 1)).p());
  }

  @Test
  void theOrderOfTheSystemsTurnsOnlyTheSign() {
    Map<String, Double> one = random(1, 200, 0);
    Map<String, Double> other = random(2, 200, .05);
    Significance there = Significance.of(one, other);
    Significance back = Significance.of(other, one);
    assertEquals(there.p(), back.p());
    assertEquals(there.difference(), -back.difference(), 1e-15);
  }

  @Test
  void equalSystemsDoNotDiffer() {
    assertEquals(new Significance(50, 0, 1), Significance.of(random(1, 50, 0), random(1, 50, 0)));
  }

  @Test
  void queriesWithoutADifferenceDoNotChangeP() {
    Map<String, Double> one = values(.5, .6, .9, .3, 0);
    Map<String, Double> other = values(.4, .4, .4, .3, 0);
    assertEquals(2.0 / 8, Significance.of(one, other).p());
  }

  @Test
  void theSampledTestAgreesWithTheNormalApproximation() {
    Map<String, Double> one = random(3, 1_000, 0);
    Map<String, Double> other = random(4, 1_000, .03);
    Significance sampled = Significance.of(one, other);
    double squares = 0;
    double sum = 0;
    for (String id : one.keySet()) {
      double d = one.getOrDefault(id, 0.0) - other.getOrDefault(id, 0.0);
      squares += d * d;
      sum += d;
    }
    double normal = 2 * (1 - normalDistribution(Math.abs(sum) / Math.sqrt(squares)));
    assertTrue(normal > 0.001 && normal < 0.5, "a case worth testing, got " + normal);
    assertEquals(normal, sampled.p(), 0.01);
  }

  /** Abramowitz and Stegun 26.2.17. */
  private static double normalDistribution(double x) {
    double t = 1 / (1 + 0.2316419 * x);
    double tail =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return 1 - Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * tail;
  }

  @Test
  void aLargeDifferenceIsNeverImpossible() {
    Significance clear = Significance.of(random(5, 100, 1), random(6, 100, 0));
    assertEquals(1.0 / 100_001, clear.p());
  }

  @Test
  void falseAlarmsComeAtTheirRate() {
    int alarms = 0;
    for (int seed = 0; seed < 400; seed++) {
      if (Significance.of(random(seed, 10, 0), random(seed + 10_000, 10, 0)).p() <= 0.05) {
        alarms++;
      }
    }
    assertTrue(alarms >= 8 && alarms <= 34, alarms + " alarms of 400 at the level of .05");
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Significance.of(Map.of(), Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> Significance.of(values(1, 2), values(1, 2, 3)));
    assertThrows(
        IllegalArgumentException.class, () -> Significance.of(values(Double.NaN), values(1)));
  }

  private static Map<String, Double> random(int seed, int queries, double shift) {
    Random random = new Random(seed);
    double[] values = new double[queries];
    for (int i = 0; i < queries; i++) {
      values[i] = random.nextDouble() + shift;
    }
    return values(values);
  }
}
