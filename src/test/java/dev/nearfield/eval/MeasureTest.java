package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeasureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nDCG@10",
        "nDCG",
        "nDCG(gain=exp)@10",
        "nDCG(gain=exp)",
        "P@5",
        "R@100",
        "MRR@10",
        "MRR",
        "MAP",
        "MAP@100",
        "Success@5",
        "Judged@10"
      })
  void nameParsesAndPrintsAsItWas(String name) {
    Measure measure = Measure.parse(name);
    assertEquals(name, measure.toString());
    assertEquals(measure, Measure.parse(measure.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "RR@10, MRR@10",
    "RR, MRR",
    "AP, MAP",
    "AP@100, MAP@100",
    "Recall@7, R@7",
    "Precision@7, P@7",
    "ndcg@10, nDCG@10",
    "NDCG(GAIN=EXP)@3, nDCG(gain=exp)@3",
    "nDCG(gain=linear)@3, nDCG@3",
    "success@1, Success@1",
    "'  P@5 ', P@5"
  })
  void otherSpellingsPrintTheOneName(String spelling, String name) {
    assertEquals(name, Measure.parse(spelling).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@10", "nDCG10", "F1@10", "nDCG(gain=cubic)@10", "nDCG @10", "P_5"})
  void unknownNameListsTheKnownOnes(String name) {
    String message = messageOf(name);
    assertEquals(
        "There is no measure '"
            + name
            + "'. Known are nDCG[@k], nDCG(gain=exp)[@k], P@k, R@k, MRR[@k], MAP[@k], Success@k,"
            + " Judged@k, k being the cutoff.",
        message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P@", "P@0", "P@-1", "P@ten", "P@1.5", "P@+5", "P@5@5", "P@05", "P@9999999999"})
  void badCutoffIsNamed(String name) {
    String cutoff = name.substring(2);
    assertTrue(messageOf(name).endsWith("from 1 to 999999999, got '" + cutoff + "'."), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P", "R", "Success", "Judged"})
  void measureThatNeedsACutoffSaysSo(String name) {
    assertEquals(name + " needs a cutoff, such as " + name + "@10.", messageOf(name));
  }

  @Test
  void cutoffBelowOneIsRefused() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> Measure.of(Measure.Kind.PRECISION, 0));
    assertEquals("A cutoff must be >= 1, got 0.", e.getMessage());
  }

  @Test
  void gainIsPartOfTheMeasure() {
    assertNotEquals(Measure.parse("nDCG@10"), Measure.parse("nDCG(gain=exp)@10"));
  }

  private static String messageOf(String name) {
    var e = assertThrows(IllegalArgumentException.class, () -> Measure.parse(name));
    return String.valueOf(e.getMessage());
  }
}
