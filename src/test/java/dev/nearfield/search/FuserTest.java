package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.search.Ranking.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Fused scores against figures computed by hand. */
final class FuserTest {
  private static final Ranking KEYWORD = ranking(1, 10.0, 2, 6.0, 3, 2.0);
  private static final Ranking VECTOR = ranking(3, 0.9, 4, 0.8, 1, 0.5);
  private static final Ranking NOTHING = ranking();

  @Test
  void reciprocalRanksAddUpFromOneOn() {
    Ranking fused = Fuser.fuse(Fusion.rrf(60), KEYWORD, VECTOR);
    assertScores(
        fused, Map.of(1, 1 / 61.0 + 1 / 63.0, 2, 1 / 62.0, 3, 1 / 63.0 + 1 / 61.0, 4, 1 / 62.0));
    assertEquals(List.of(1, 3, 2, 4), order(fused));
  }

  @Test
  void weightsMultiplyReciprocalRanks() {
    Ranking fused = Fuser.fuse(new Fusion.Rrf(10, 0.25, 0.75), KEYWORD, VECTOR);
    assertScores(
        fused,
        Map.of(1, 0.25 / 11 + 0.75 / 13, 2, 0.25 / 12, 3, 0.25 / 13 + 0.75 / 11, 4, 0.75 / 12));
    assertEquals(List.of(3, 1, 4, 2), order(fused));
  }

  @Test
  void minMaxScalesEachSideToOneAndMissingIsZero() {
    Ranking fused = Fuser.fuse(Fusion.minMax(0.25), KEYWORD, VECTOR);
    assertScores(
        fused,
        Map.of(1, 0.75 * 1 + 0.25 * 0, 2, 0.75 * 0.5, 3, 0.75 * 0 + 0.25 * 1, 4, 0.25 * 0.75));
    assertEquals(List.of(1, 2, 3, 4), order(fused));
  }

  @Test
  void theWholeWeightOnOneSideGivesItsOrder() {
    assertEquals(
        order(KEYWORD), order(Fuser.fuse(Fusion.minMax(0), KEYWORD, VECTOR)).subList(0, 3));
    assertEquals(order(VECTOR), order(Fuser.fuse(Fusion.minMax(1), KEYWORD, VECTOR)).subList(0, 3));
    assertEquals(
        order(VECTOR), order(Fuser.fuse(new Fusion.Rrf(60, 0, 1), KEYWORD, VECTOR)).subList(0, 3));
  }

  @Test
  void equalScoresAndASingleCandidateAreAllBest() {
    Ranking equal = ranking(1, 7.0, 2, 7.0, 3, 7.0);
    Ranking single = ranking(2, 0.1);
    assertScores(
        Fuser.fuse(Fusion.minMax(0.4), equal, single), Map.of(1, 0.6, 2, 0.6 + 0.4, 3, 0.6));
  }

  @Test
  void aSideThatFoundNothingLeavesTheOther() {
    assertScores(Fuser.fuse(Fusion.minMax(0.4), KEYWORD, NOTHING), Map.of(1, 0.6, 2, 0.3, 3, 0.0));
    assertScores(
        Fuser.fuse(Fusion.rrf(1), NOTHING, VECTOR), Map.of(3, 1 / 2.0, 4, 1 / 3.0, 1, 1 / 4.0));
    assertEquals(List.of(), order(Fuser.fuse(Fusion.minMax(0.5), NOTHING, NOTHING)));
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertMessage("k must be >= 1, got 0", () -> Fusion.rrf(0));
    assertMessage("keywordWeight must be finite and >= 0, got -1.0", () -> rrf(-1, 1));
    assertMessage("vectorWeight must be finite and >= 0, got NaN", () -> rrf(1, Double.NaN));
    assertMessage("One of the weights must be above 0", () -> rrf(0, 0));
    assertMessage("vectorWeight must be between 0 and 1, got 1.5", () -> Fusion.minMax(1.5));
    assertMessage("k1 must be finite and >= 0, got -0.1", () -> new Bm25(-0.1, 0.5));
    assertMessage("b must be between 0 and 1, got 2.0", () -> new Bm25(1, 2));
  }

  private static Fusion rrf(double keywordWeight, double vectorWeight) {
    return new Fusion.Rrf(60, keywordWeight, vectorWeight);
  }

  private static void assertMessage(String message, Runnable call) {
    var e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.toString());
  }

  private static void assertScores(Ranking fused, Map<Integer, Double> expected) {
    Map<Integer, Double> scores = new TreeMap<>();
    fused.chunks().forEach(chunk -> scores.put(chunk.doc(), chunk.score()));
    assertEquals(expected.keySet(), scores.keySet());
    expected.forEach(
        (doc, score) ->
            assertEquals(score, scores.getOrDefault(doc, Double.NaN), 1e-12, "doc " + doc));
  }

  private static List<Integer> order(Ranking ranking) {
    return ranking.chunks().stream().map(Scored::doc).toList();
  }

  private static Ranking ranking(Number... docsAndScores) {
    List<Scored> chunks = new ArrayList<>();
    for (int i = 0; i < docsAndScores.length; i += 2) {
      chunks.add(new Scored(docsAndScores[i].intValue(), docsAndScores[i + 1].doubleValue()));
    }
    return Ranking.of(chunks);
  }
}
