package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs, per query and as means, against the real trec_eval. */
final class TrecEvalAgreementTest {
  private static final int SEEDS = 40;

  /** trec_eval prints four decimals. */
  private static final double PRINTED = 0.5e-4 + 1e-9;

  /** What trec_eval calls the measures that it can compute in one pass. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("nDCG", "ndcg"),
          Map.entry("nDCG@1", "ndcg_cut_1"),
          Map.entry("nDCG@10", "ndcg_cut_10"),
          Map.entry("nDCG@1000", "ndcg_cut_1000"),
          Map.entry("P@1", "P_1"),
          Map.entry("P@5", "P_5"),
          Map.entry("P@1000", "P_1000"),
          Map.entry("R@5", "recall_5"),
          Map.entry("R@100", "recall_100"),
          Map.entry("MRR", "recip_rank"),
          Map.entry("MAP", "map"),
          Map.entry("MAP@10", "map_cut_10"),
          Map.entry("Success@1", "success_1"),
          Map.entry("Success@5", "success_5"));

  private static final String[] OPTIONS = {
    "-m", "ndcg",
    "-m", "ndcg_cut.1,10,1000",
    "-m", "P.1,5,1000",
    "-m", "recall.5,100",
    "-m", "recip_rank",
    "-m", "map",
    "-m", "map_cut.10",
    "-m", "success.1,5",
    "-m", "num_q"
  };

  @TempDir private Path folder;
  private TrecEval trecEval;

  @BeforeEach
  void startTrecEval() {
    trecEval = TrecEval.in(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"APART", "TIED", "NEARLY_TIED"})
  void agreesOnRandomRuns(String kind) {
    RandomRuns.ScoreKind scores = RandomRuns.ScoreKind.valueOf(kind);
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomRuns random = new RandomRuns(seed, scores);
      String where = kind + " seed " + seed + " ";
      var expected = trecEval.score(random.qrels, random.run, OPTIONS);
      NAMES.forEach(
          (name, theirs) -> assertAgrees(where, random.qrels, random.run, name, expected, theirs));
      assertEquals(random.qrels.queryIds().size(), expected.mean("num_q"), where + "num_q");
    }
  }

  @Test
  void agreesOnMeasuresThatTrecEvalCutsWithAnOption() {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomRuns random = new RandomRuns(seed, RandomRuns.ScoreKind.TIED);
      String where = "seed " + seed + " ";
      var expected = trecEval.score(random.qrels, random.run, "-M", "10", "-m", "recip_rank");
      assertAgrees(where, random.qrels, random.run, "MRR@10", expected, "recip_rank");
    }
  }

  @Test
  void agreesOnExponentialGainGivenAsATable() {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomRuns random = new RandomRuns(seed, RandomRuns.ScoreKind.TIED);
      var expected = trecEval.score(random.qrels, random.run, "-m", "ndcg.1=1,2=3,3=7");
      assertAgrees(
          "seed " + seed + " ",
          random.qrels,
          random.run,
          "nDCG(gain=exp)",
          expected,
          "ndcg_1=1,2=3,3=7");
    }
  }

  @Test
  void exponentialGainIsLinearGainOnRaisedGrades() {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomRuns random = new RandomRuns(seed, RandomRuns.ScoreKind.TIED);
      Qrels.Builder raised = Qrels.builder();
      for (String queryId : random.qrels.queryIds()) {
        random
            .qrels
            .grades(queryId)
            .forEach((id, grade) -> raised.add(queryId, id, grade > 0 ? (1 << grade) - 1 : grade));
      }
      var expected = trecEval.score(raised.build(), random.run, "-m", "ndcg_cut.10");
      assertAgrees(
          "seed " + seed + " ",
          random.qrels,
          random.run,
          "nDCG(gain=exp)@10",
          expected,
          "ndcg_cut_10");
    }
  }

  @Test
  void judgedCountsWhatTrecEvalCounts() {
    Measure judged = Measure.parse("Judged@10");
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomRuns random = new RandomRuns(seed, RandomRuns.ScoreKind.TIED);
      var counts =
          trecEval.score(
              random.qrels,
              random.run,
              "-M",
              "10",
              "-m",
              "num_ret",
              "-m",
              "num_rel_ret",
              "-m",
              "num_nonrel_judged_ret");
      Scores.of(random.qrels, random.run, judged)
          .perQuery(judged)
          .forEach(
              (queryId, value) -> {
                if (random.run.queryIds().contains(queryId)) {
                  double known =
                      counts.ofQuery(queryId, "num_rel_ret")
                          + counts.ofQuery(queryId, "num_nonrel_judged_ret");
                  assertEquals(known / counts.ofQuery(queryId, "num_ret"), value, 1e-12, queryId);
                } else {
                  assertEquals(0, value, queryId);
                }
              });
    }
  }

  @Test
  void queryOfNothingRelevantCountsAsZero() {
    Qrels qrels = Qrels.builder().add("q1", "a", 1).add("q2", "a", 0).add("q3", "a", 2).build();
    Run run = Run.builder().add("q1", "a", 1).add("q2", "a", 1).build();
    var theirs = trecEval.score(qrels, run, "-m", "recip_rank", "-m", "num_q");
    assertEquals(3, theirs.mean("num_q"));
    assertEquals(0.0, theirs.ofQuery("q2", "recip_rank"));
    assertEquals(0.3333, theirs.mean("recip_rank"));
    Measure mrr = Measure.parse("MRR");
    assertEquals(1 / 3.0, Scores.of(qrels, run, mrr).mean(mrr), 1e-12);
  }

  @Test
  void negativeAndPositiveZeroAreATie() throws IOException {
    Path run = folder.resolve("zeros.txt");
    Files.writeString(run, "q Q0 a 1 0.0 t\nq Q0 b 2 -0.0 t\n");
    Qrels qrels = Qrels.builder().add("q", "a", 1).build();
    Path qrelsFile = folder.resolve("zeros.qrels");
    qrels.writeTrec(qrelsFile);
    assertEquals(0.5, trecEval.score(qrelsFile, run, "-m", "recip_rank").mean("recip_rank"));
    Measure mrr = Measure.parse("MRR");
    assertEquals(0.5, Scores.of(qrels, Run.readTrec(run), mrr).mean(mrr));
  }

  @Test
  void doublesInARunFileAreComparedAsFloats() throws IOException {
    Path file = folder.resolve("doubles.txt");
    var lines = new StringBuilder();
    Qrels.Builder judgements = Qrels.builder();
    Random random = new Random(7);
    for (int q = 0; q < 200; q++) {
      double base = random.nextDouble();
      for (String id : List.of("a", "b", "c")) {
        double score = base + random.nextInt(6) * 1e-8;
        lines.append("q%d Q0 %s 1 %s t\n".formatted(q, id, score));
      }
      judgements.add("q" + q, "b", 1);
    }
    Files.writeString(file, lines);
    Qrels qrels = judgements.build();
    Path qrelsFile = folder.resolve("doubles.qrels");
    qrels.writeTrec(qrelsFile);
    var theirs = trecEval.score(qrelsFile, file, "-m", "recip_rank");
    Run run = Run.readTrec(file);
    assertAgrees("doubles ", qrels, run, "MRR", theirs, "recip_rank");
    long ties =
        run.queryIds().stream()
            .filter(id -> run.answer(id).get(0).score() == run.answer(id).get(1).score())
            .count();
    assertTrue(ties > 20, "too few ties to tell floats from doubles: " + ties);
  }

  private static void assertAgrees(
      String where,
      Qrels qrels,
      Run run,
      String name,
      TrecEval.Printed expected,
      String theirName) {
    Measure measure = Measure.parse(name);
    Scores scores = Scores.of(qrels, run, measure);
    scores
        .perQuery(measure)
        .forEach(
            (queryId, value) -> {
              double theirs =
                  run.queryIds().contains(queryId) ? expected.ofQuery(queryId, theirName) : 0;
              assertEquals(theirs, value, PRINTED, where + name + " of " + queryId);
            });
    assertEquals(expected.mean(theirName), scores.mean(measure), PRINTED, where + name + " mean");
  }
}
