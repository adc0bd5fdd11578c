package dev.nearfield.eval.report;

import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Latency;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.Query;
import dev.nearfield.eval.Run;
import dev.nearfield.eval.Scores;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.model.ModelIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Reports of systems that are made up: each finds the one relevant document at some rank. */
final class Reports {
  static final Measure NDCG = Measure.parse("nDCG@10");
  private static final int QUERIES = 30;
  private static final List<Measure> MEASURES = List.of(Measure.parse("R@100"), NDCG);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC);

  private final String text;
  private final List<SystemResult> results = new ArrayList<>();
  private final Evaluation evaluation;

  /** The text stands wherever a text from outside can stand. */
  Reports(String text) {
    this.text = text;
    Qrels.Builder qrels = Qrels.builder();
    List<Query> queries = new ArrayList<>();
    for (int q = 0; q < QUERIES; q++) {
      queries.add(new Query("q" + q, "Question " + q + text));
      qrels.add("q" + q, "right" + text, 2).add("q" + q, "wrong0", 0);
    }
    evaluation = new Evaluation(queries, qrels.build(), MEASURES, false);
  }

  /** Adds a system that finds the relevant document among the first so many ranks, by chance. */
  Reports system(String name, Map<String, String> settings, int ranks) {
    Random random = new Random(name.hashCode());
    Run.Builder run = Run.builder();
    for (int q = 0; q < QUERIES; q++) {
      int right = random.nextInt(ranks);
      for (int rank = 0; rank < 120; rank++) {
        String id = rank == right ? "right" + text : "wrong" + rank;
        run.add("q" + q, id, 200 - rank);
      }
    }
    Run answers = run.build();
    results.add(
        new SystemResult(
            name,
            settings,
            answers,
            Scores.of(evaluation.qrels(), answers, MEASURES),
            new Latency(ranks, 2.0 * ranks),
            0));
    return this;
  }

  ComparisonReport against(String baseline) {
    return ComparisonReport.of(
        Provenance.of(
            CLOCK,
            List.of("nearfield", "eval", "a set" + text),
            List.of(ModelIdentity.external("model" + text, 8))),
        new EvaluationReport("set" + text, "split" + text, "model", 125, QUERIES, results),
        evaluation,
        NDCG,
        baseline,
        this::texts);
  }

  private Map<String, DocumentText> texts(Iterable<String> ids) {
    Map<String, DocumentText> texts = new HashMap<>();
    ids.forEach(id -> texts.put(id, new DocumentText("Title " + text, "Beginning " + text)));
    return texts;
  }
}
