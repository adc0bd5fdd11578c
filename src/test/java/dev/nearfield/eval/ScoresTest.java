package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values worked out by hand, one measure and one trap at a time. */
final class ScoresTest {
  private static final double EXACT = 1e-12;
  private static final double LOG2_3 = 1.5849625007211562;

  /** Two of three relevant documents found, at ranks 2 (grade 1) and 4 (grade 2); c is unjudged. */
  private static final Qrels QRELS =
      Qrels.builder()
          .add("q", "b", 1)
          .add("q", "d", 2)
          .add("q", "lost", 3)
          .add("q", "a", 0)
          .build();

  private static final Run RUN =
      Run.builder().add("q", "a", 4).add("q", "b", 3).add("q", "c", 2).add("q", "d", 1).build();

  private static double score(Qrels qrels, Run run, String measure) {
    return Scores.of(qrels, run, Measure.parse(measure)).mean(Measure.parse(measure));
  }

  private static double score(String measure) {
    return score(QRELS, RUN, measure);
  }

  @Test
  void ndcgHasLinearGainAndALog2Discount() {
    double found = 1 / LOG2_3 + 2 / 2.321928094887362; // log2(3), log2(5)
    double ideal = 3 + 2 / LOG2_3 + 1 / 2.0;
    assertEquals(found / ideal, score("nDCG@10"), EXACT);
    assertEquals(found / ideal, score("nDCG"), EXACT);
    assertEquals(0.31338, score("nDCG@10"), 1e-5);
  }

  @Test
  void ndcgCutsTheIdealWhereItCutsTheAnswer() {
    assertEquals((1 / LOG2_3) / (3 + 2 / LOG2_3), score("nDCG@2"), EXACT);
    assertEquals(0, score("nDCG@1"), EXACT);
  }

  @Test
  void exponentialGainIsAnotherMeasure() {
    double found = 1 / LOG2_3 + 3 / 2.321928094887362;
    double ideal = 7 + 3 / LOG2_3 + 1 / 2.0;
    assertEquals(found / ideal, score("nDCG(gain=exp)@10"), EXACT);
  }

  @Test
  void precisionDividesByTheCutoffEvenWhenFewerCameBack() {
    assertEquals(0.5, score("P@2"), EXACT);
    assertEquals(0.2, score("P@10"), EXACT);
  }

  @Test
  void recallIsNotCappedAtTheCutoff() {
    assertEquals(1 / 3.0, score("R@2"), EXACT);
    assertEquals(2 / 3.0, score("R@10"), EXACT);
    Run first = Run.builder().add("q", "lost", 1).build();
    assertEquals(1 / 3.0, score(QRELS, first, "R@1"), EXACT, "capped recall would be 1");
  }

  @Test
  void reciprocalRankLooksForTheFirstRelevantDocument() {
    assertEquals(0.5, score("MRR@10"), EXACT);
    assertEquals(0.5, score("MRR"), EXACT);
    assertEquals(0, score("MRR@1"), EXACT);
  }

  @Test
  void averagePrecisionDividesByAllRelevantDocuments() {
    assertEquals((1 / 2.0 + 2 / 4.0) / 3, score("MAP"), EXACT);
    assertEquals((1 / 2.0) / 3, score("MAP@3"), EXACT);
  }

  @Test
  void successAsksForOneRelevantDocument() {
    assertEquals(0, score("Success@1"), EXACT);
    assertEquals(1, score("Success@2"), EXACT);
  }

  @Test
  void judgedIsTheShareOfWhatCameBack() {
    assertEquals(1, score("Judged@2"), EXACT);
    assertEquals(0.75, score("Judged@10"), EXACT);
  }

  @Test
  void negativeGradeIsNeitherJudgedNorAGainNorALoss() {
    Qrels spam = Qrels.builder().add("q", "a", -2).add("q", "b", 1).build();
    assertEquals(1 / LOG2_3, score(spam, RUN, "nDCG@10"), EXACT);
    assertEquals(1 / LOG2_3, score(spam, RUN, "nDCG(gain=exp)@10"), EXACT);
    assertEquals(0.25, score(spam, RUN, "Judged@4"), EXACT);
  }

  @Test
  void tiesGoToTheLargerDocumentId() {
    Qrels qrels = Qrels.builder().add("q", "doc-9", 1).build();
    Run tied =
        Run.builder().add("q", "doc-10", 1).add("q", "doc-9", 1).add("q", "doc-1", 1).build();
    assertEquals(1, score(qrels, tied, "MRR"), EXACT);
    assertEquals(1 / 3.0, score(Qrels.builder().add("q", "doc-1", 1).build(), tied, "MRR"), EXACT);
  }

  @Test
  void scoresThatDifferBeyondSinglePrecisionAreTies() {
    Qrels qrels = Qrels.builder().add("q", "a", 1).build();
    Run near = Run.builder().add("q", "a", 0.50000000001).add("q", "b", 0.5).build();
    Run apart = Run.builder().add("q", "a", 0.5000001).add("q", "b", 0.5).build();
    assertEquals(0.5, score(qrels, near, "MRR"), EXACT);
    assertEquals(1, score(qrels, apart, "MRR"), EXACT);
  }

  @Test
  void everyJudgedQueryCounts() {
    Qrels qrels =
        Qrels.builder()
            .add("answered", "x", 1)
            .add("unanswered", "x", 1)
            .add("nothing relevant", "x", 0)
            .add("answered too", "x", 1)
            .build();
    Run run =
        Run.builder()
            .add("answered", "x", 1)
            .add("answered too", "x", 1)
            .add("nothing relevant", "x", 1)
            .add("not judged", "x", 1)
            .build();
    Measure mrr = Measure.parse("MRR@10");
    Scores scores = Scores.of(qrels, run, mrr);
    assertEquals(0.5, scores.mean(mrr), EXACT);
    assertEquals(
        Map.of("answered", 1.0, "unanswered", 0.0, "nothing relevant", 0.0, "answered too", 1.0),
        scores.perQuery(mrr));
    assertEquals(
        List.of("answered", "unanswered", "nothing relevant", "answered too"),
        List.copyOf(scores.perQuery(mrr).keySet()));
    assertEquals(List.of("unanswered"), scores.unansweredQueries());
    assertEquals(List.of("not judged"), scores.unjudgedQueries());
    assertEquals("Scores[MRR@10 0.5000, 4 queries]", scores.toString());
  }

  @Test
  void queryWithoutRelevantDocumentScoresZeroInEveryMeasureButJudged() {
    Qrels qrels = Qrels.builder().add("q", "a", 0).build();
    for (String name :
        List.of("nDCG@10", "nDCG", "nDCG(gain=exp)", "P@5", "R@5", "MRR", "MAP", "Success@5")) {
      assertEquals(0, score(qrels, RUN, name), EXACT, name);
    }
    assertEquals(0.25, score(qrels, RUN, "Judged@5"), EXACT);
  }

  @Test
  void unansweredQueryScoresZeroInEveryMeasure() {
    Run other = Run.builder().add("other", "a", 1).build();
    for (Measure.Kind kind : Measure.Kind.values()) {
      Measure measure = Measure.of(kind, 10);
      assertEquals(0, Scores.of(QRELS, other, measure).mean(measure), EXACT, measure.toString());
    }
  }

  @Test
  void perfectAnswerScoresExactlyOne() {
    Run perfect = Run.builder().add("q", "lost", 3).add("q", "d", 2).add("q", "b", 1).build();
    for (String name : List.of("nDCG@10", "nDCG(gain=exp)@3", "MAP", "R@3", "P@3", "MRR")) {
      assertEquals(1.0, score(QRELS, perfect, name), name);
    }
  }

  @Test
  void selfHitsAreDroppedAndCounted() {
    Run run =
        Run.builder().add("q", "q", 5).add("q", "b", 4).add("r", "r", 1).add("s", "q", 1).build();
    Run.WithoutSelfHits without = run.withoutSelfHits();
    assertEquals(2, without.dropped());
    assertEquals(Run.builder().add("q", "b", 4).add("s", "q", 1).build(), without.run());
    assertEquals(1, score(QRELS, without.run(), "MRR"), EXACT);
    assertEquals(0, without.run().withoutSelfHits().dropped());
  }

  @Test
  void nonsenseIsRefused() {
    var none = assertThrows(IllegalArgumentException.class, () -> Scores.of(QRELS, RUN));
    assertEquals("Give at least one measure, such as nDCG@10.", none.getMessage());
    Qrels empty = Qrels.builder().build();
    Measure map = Measure.of(Measure.Kind.MAP);
    var queryless = assertThrows(IllegalArgumentException.class, () -> Scores.of(empty, RUN, map));
    assertEquals("The judgements hold no query, so there is no mean.", queryless.getMessage());
    Scores scores = Scores.of(QRELS, RUN, map, map);
    assertEquals(List.of(map), scores.measures());
    var other =
        assertThrows(
            IllegalArgumentException.class, () -> scores.mean(Measure.of(Measure.Kind.NDCG)));
    assertEquals("nDCG was not computed. Computed are [MAP].", other.getMessage());
  }
}
