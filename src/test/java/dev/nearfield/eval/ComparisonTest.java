package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final Measure MEASURE = Measure.parse("P@1000");

  /** A system with a precision of so many thousandths at each query. */
  static SystemResult system(String name, int... thousandths) {
    Qrels.Builder qrels = Qrels.builder();
    Run.Builder run = Run.builder();
    for (int q = 0; q < thousandths.length; q++) {
      qrels.add("q" + q, "none", 0);
      for (int d = 0; d < thousandths[q]; d++) {
        qrels.add("q" + q, "d" + d, 1);
        run.add("q" + q, "d" + d, 1);
      }
    }
    Run answers = run.build();
    return new SystemResult(
        name, Map.of(), answers, Scores.of(qrels.build(), answers, MEASURE), new Latency(1, 2), 0);
  }

  /**
   * Student's own figures, hours of sleep gained by two drugs (Biometrika 1908); in tenths, + 2.
   */
  private static final int[] HYOSCYAMINE = {27, 4, 18, 8, 19, 54, 57, 28, 20, 40};

  private static final int[] HYOSCINE = {39, 28, 31, 21, 19, 64, 75, 36, 66, 54};

  @Test
  void studentsOwnDataGiveHisFigures() {
    Comparison comparison =
        Comparison.of(List.of(system("a", HYOSCYAMINE), system("b", HYOSCINE)), MEASURE, "b");
    SystemPair pair = comparison.pairs().getFirst();
    // R and scipy: mean -1.58, t = -4.0621, p = .002833, interval [-2.459886, -0.700114].
    assertEquals(-.0158, pair.difference(), 1e-12);
    assertEquals(.002832890197384273, pair.student().p(), 1e-12);
    assertEquals(-.02459885763276983, pair.interval().low(), 1e-12);
    assertEquals(-.007001142367230175, pair.interval().high(), 1e-12);
    // scipy's permutation_test over all ways to swap.
    assertEquals(.00390625, pair.randomisation().p(), 1e-12);
    assertEquals(List.of(0, 1, 9), List.of(pair.wins(), pair.ties(), pair.losses()));
    assertTrue(pair.isSignificant());
  }

  @Test
  void tTestsAgreeWithScipy() {
    double[] x = {.1, .2, .5, -.05, .1, -.05, .03};
    StudentT test = StudentT.of(x);
    assertEquals(1.6477424483328198, test.t(), 1e-12);
    assertEquals(.1505029714787205, test.p(), 1e-12);
    assertEquals(-.057508172990196116, test.interval().low(), 1e-12);
    assertEquals(.29465103013305327, test.interval().high(), 1e-12);
    assertEquals(.140625, Significance.of(x).p());
  }

  @Test
  void holmAgreesWithPAdjustOfR() {
    assertArrayEquals(
        new double[] {.03, .06, .06, .02}, Holm.correct(new double[] {.01, .04, .03, .005}), 1e-12);
    assertArrayEquals(new double[] {1, 1}, Holm.correct(new double[] {.8, .7}));
    assertArrayEquals(new double[] {}, Holm.correct(new double[] {}));
  }

  @Property(tries = 200)
  void correctedValuesKeepTheirOrderAndAreNotSmaller(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> given) {
    double[] p = given.stream().mapToDouble(Double::doubleValue).toArray();
    double[] corrected = Holm.correct(p);
    for (int i = 0; i < p.length; i++) {
      assertTrue(corrected[i] >= p[i] && corrected[i] <= Math.min(1, p.length * p[i]) + 1e-15);
      for (int j = 0; j < p.length; j++) {
        assertTrue(p[i] > p[j] || corrected[i] <= corrected[j]);
      }
    }
  }

  @Property(tries = 100)
  void aPairSeenFromTheOtherSideIsTheSame(
      @ForAll @Size(20) List<@DoubleRange(min = 0, max = .2) Double> one,
      @ForAll @Size(20) List<@DoubleRange(min = 0, max = .2) Double> other) {
    List<SystemResult> systems = List.of(system("a", of(one)), system("b", of(other)));
    Comparison there = Comparison.of(systems, MEASURE, "a");
    Comparison back = Comparison.of(systems, MEASURE, "b");
    SystemPair turned = back.pair("b", "a").orElseThrow();
    SystemPair pair = there.pairs().getFirst();
    assertEquals(pair.difference(), turned.difference(), 1e-12);
    assertEquals(pair.interval().low(), turned.interval().low(), 1e-12);
    assertEquals(pair.wins(), turned.wins());
    assertEquals(pair.student().p(), turned.student().p(), 1e-12);
    assertEquals(pair.randomisation(), turned.randomisation());
    assertEquals(20, pair.wins() + pair.ties() + pair.losses());
    assertTrue(pair.interval().low() <= pair.difference());
    // The interval leaves 0 out exactly when the uncorrected test is below its level.
    if (Math.abs(pair.student().p() - .05) > 1e-9) {
      assertEquals(
          pair.student().p() < .05, pair.interval().low() > 0 || pair.interval().high() < 0);
    }
  }

  private static int[] of(List<Double> values) {
    return values.stream().mapToInt(value -> (int) (value * 1000)).toArray();
  }

  @Example
  void equalSystemsTie() {
    List<SystemResult> systems = List.of(system("a", 5, 9, 7), system("b", 5, 9, 7));
    SystemPair pair = Comparison.of(systems, MEASURE, "a").pairs().getFirst();
    assertEquals(
        new SystemPair(
            "b", "a", 0, new Interval(0, 0), 0, 3, 0, new TestResult(1, 1), new TestResult(1, 1)),
        pair);
  }

  @Test
  void everyPairIsComparedTheBaselineFirst() {
    List<SystemResult> systems =
        List.of(system("a", 1, 2), system("b", 2, 3), system("c", 3, 5), system("d", 4, 9));
    Comparison all = Comparison.of(systems, MEASURE, "b");
    assertEquals(
        List.of("a-b", "c-b", "d-b", "c-a", "d-a", "d-c"),
        all.pairs().stream().map(pair -> pair.first() + "-" + pair.second()).toList());
    assertEquals(3, Comparison.withBaseline(systems, MEASURE, "b").pairs().size());
    assertTrue(all.withBaseline("b").isEmpty());
    assertEquals(-.0025, all.pair("a", "c").orElseThrow().difference(), 1e-12);
  }

  /**
   * 4,000 comparisons of six systems that do not differ, each with each. Uncorrected, most would
   * hold a false alarm if the pairs were independent, and a third or more does; corrected, one in
   * 20 at most, give or take what so many rounds leave to chance (two standard errors).
   */
  @Test
  void oneInTwentyComparisonsOfEqualSystemsGivesAFalseAlarm() {
    Random random = new Random(1);
    int rounds = 4_000;
    int uncorrected = 0;
    int randomisation = 0;
    int student = 0;
    for (int round = 0; round < rounds; round++) {
      List<double[]> differences = differencesOfEqualSystems(random);
      double[] fisher = differences.stream().mapToDouble(d -> Significance.of(d).p()).toArray();
      double[] t = differences.stream().mapToDouble(d -> StudentT.of(d).p()).toArray();
      uncorrected += hasAlarm(fisher);
      randomisation += hasAlarm(Holm.correct(fisher));
      student += hasAlarm(Holm.correct(t));
    }
    double most = .05 + 2 * Math.sqrt(.05 * .95 / rounds);
    assertTrue(uncorrected > rounds * .3, uncorrected + " uncorrected");
    assertTrue(randomisation <= rounds * most, randomisation + " by randomisation");
    assertTrue(student <= rounds * most, student + " by t-test");
  }

  /** Of six systems with random values for ten queries, the differences of each pair. */
  private static List<double[]> differencesOfEqualSystems(Random random) {
    List<double[]> systems = new ArrayList<>();
    List<double[]> differences = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double[] system = random.doubles(10).toArray();
      for (double[] other : systems) {
        differences.add(IntStream.range(0, 10).mapToDouble(q -> system[q] - other[q]).toArray());
      }
      systems.add(system);
    }
    return differences;
  }

  private static int hasAlarm(double[] p) {
    for (double value : p) {
      if (value < SystemPair.LEVEL) {
        return 1;
      }
    }
    return 0;
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    List<SystemResult> systems = List.of(system("a", 1, 2), system("b", 2, 3));
    String unknown =
        assertThrows(
                IllegalArgumentException.class, () -> Comparison.of(systems, MEASURE, "keyword"))
            .getMessage();
    assertEquals("The baseline 'keyword' is none of the systems. They are: a, b.", unknown);
    assertThrows(
        IllegalArgumentException.class,
        () -> Comparison.of(List.of(system("a", 1, 2), system("a", 1, 2)), MEASURE, "a"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Comparison.of(List.of(system("a", 1), system("b", 1)), MEASURE, "a"));
    assertThrows(
        IllegalArgumentException.class, () -> Comparison.of(systems, Measure.parse("MAP"), "a"));
  }
}
