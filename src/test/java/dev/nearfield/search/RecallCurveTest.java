package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.RecallCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A curve asks for no less than was measured, and for more where more is wanted. */
final class RecallCurveTest {
  private static RecallCurve curve(List<Point> ten, List<Point> hundred) {
    return new RecallCurve(20_000, 500, false, new TreeMap<>(Map.of(10, ten, 100, hundred)));
  }

  private static final RecallCurve CURVE =
      curve(
          List.of(new Point(10, 0.8), new Point(20, 0.9), new Point(40, 0.96)),
          List.of(new Point(100, 0.9), new Point(200, 0.97)));

  @Test
  void betweenPointsTheEffortGrowsWithRecall() {
    assertEquals(OptionalInt.of(10), CURVE.explored(0.5, 10));
    assertEquals(OptionalInt.of(20), CURVE.explored(0.9, 10));
    assertEquals(OptionalInt.of(29), CURVE.explored(0.93, 10)); // 20 * 2^0.5
    assertEquals(OptionalInt.of(20), CURVE.explored(0.9, 1));
    assertEquals(OptionalInt.of(46), CURVE.explored(0.9, 32)); // about half way to 100
    assertEquals(OptionalInt.of(300), CURVE.explored(0.9, 300));
  }

  @Test
  void beyondWhatWasMeasuredAllIsCompared() {
    assertEquals(OptionalInt.empty(), CURVE.explored(0.97, 10));
    assertEquals(OptionalInt.empty(), CURVE.explored(0.97, 50));
    assertEquals(OptionalInt.of(200), curve(ten(0.99), ten(0.9)).explored(0.9, 200));
    assertEquals(OptionalInt.empty(), curve(ten(0.9), ten(0.99)).explored(0.95, 100));
    assertEquals(OptionalInt.empty(), curve(List.of(), List.of()).explored(0.5, 10));
  }

  private static List<Point> ten(double recall) {
    return List.of(new Point(10, recall));
  }

  @Test
  void aPointIsNoBetterThanThoseOfMoreEffort() {
    RecallCurve noisy =
        curve(List.of(new Point(10, 0.91), new Point(15, 0.9), new Point(20, 0.95)), List.of());
    assertEquals(0.9, noisy.points().getOrDefault(10, List.of()).getFirst().recall());
    assertEquals(OptionalInt.of(16), noisy.explored(0.905, 10));
  }

  @Property(tries = 300)
  void moreWantedNeverAsksForLess(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.5, max = 1) double one,
      @ForAll @DoubleRange(min = 0.5, max = 1) double other,
      @ForAll @IntRange(min = 1, max = SearchRequest.MOST) int few,
      @ForAll @IntRange(min = 1, max = SearchRequest.MOST) int many) {
    Random lot = new Random(seed);
    RecallCurve curve = curve(points(lot, 10), points(lot, 100));
    assertEquals(Optional.of(curve), RecallCurve.of(curve.toSettings()));
    long less = effort(curve, Math.min(one, other), Math.min(few, many));
    assertTrue(less <= effort(curve, Math.max(one, other), Math.min(few, many)));
    assertTrue(less <= effort(curve, Math.min(one, other), Math.max(few, many)));
    assertTrue(less >= Math.min(few, many));
  }

  private static List<Point> points(Random lot, int limit) {
    List<Point> points = new ArrayList<>();
    for (int explored = limit; lot.nextInt(6) > 0; explored += 1 + lot.nextInt(limit)) {
      points.add(new Point(explored, lot.nextDouble()));
    }
    return points;
  }

  private static long effort(RecallCurve curve, double recall, int limit) {
    OptionalInt explored = curve.explored(recall, limit);
    return explored.isPresent() ? explored.getAsInt() : Long.MAX_VALUE;
  }

  @Test
  void halfAsMuchAgainOutgrows() {
    assertFalse(CURVE.isOutgrown(29_999));
    assertTrue(CURVE.isOutgrown(30_000));
    assertFalse(CURVE.isOutgrown(5));
  }

  @Test
  void whatIsNoCurveIsRefusedWithWhatToDo() {
    assertEquals(Optional.empty(), RecallCurve.of(Map.of()));
    for (Map.Entry<String, String> wrong :
        Map.of(
                "chunks",
                "many",
                "questions",
                "0",
                "at-10",
                "10:0.9 5:0.95",
                "at-100",
                "100",
                "at-1000",
                "100:0.5")
            .entrySet()) {
      Map<String, String> settings = new TreeMap<>(CURVE.toSettings());
      settings.put(wrong.getKey(), wrong.getValue());
      String told =
          assertThrows(InvalidInputException.class, () -> RecallCurve.of(settings)).getMessage();
      assertTrue(told.contains("nearfield calibrate"), told);
    }
    assertThrows(IllegalArgumentException.class, () -> new Point(10, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Point(0, 0.9));
  }

  @Property(tries = 200)
  void aRecallIsAShareFromAHalfToOne(@ForAll double share) {
    SearchRequest request = SearchRequest.vector("some");
    if (share >= 0.5 && share <= 1) {
      assertEquals(share, request.recall(share).recall());
      assertEquals(share == 1, request.recall(share).exact());
    } else {
      assertThrows(IllegalArgumentException.class, () -> request.recall(share));
    }
  }

  @Test
  void nonsenseIsNoRecall() {
    for (double share : new double[] {Double.NaN, 0, 0.49, 1.01, 95, -1, Double.MAX_VALUE}) {
      assertThrows(
          IllegalArgumentException.class, () -> SearchRequest.hybrid("some").recall(share));
      assertThrows(
          IllegalArgumentException.class, () -> new CalibrationOptions(List.of(), List.of(share)));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> CalibrationOptions.asking(List.of(SearchRequest.vector("one alone"))));
  }
}
