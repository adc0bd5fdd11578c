package dev.nearfield.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Judgements and a run of a seed, with everything in them that measures trip over: queries without
 * an answer, without a relevant document, or without judgements; unjudged and unknown documents,
 * negative grades, and ids whose order differs between UTF-8 and UTF-16.
 */
final class RandomRuns {
  private static final List<String> PREFIXES =
      List.of("d", "D-", "é", "\uFF5E", "\uD83D\uDE00", "9");
  private static final int QUERIES = 25;
  private static final int DOCUMENTS = 60;

  enum ScoreKind {
    APART,
    TIED,
    NEARLY_TIED
  }

  final Qrels qrels;
  final Run run;

  RandomRuns(long seed, ScoreKind kind) {
    Random random = new Random(seed);
    var ids = new ArrayList<String>();
    for (int i = 0; i < DOCUMENTS; i++) {
      ids.add(PREFIXES.get(i % PREFIXES.size()) + i);
    }
    Qrels.Builder judgements = Qrels.builder();
    Run.Builder answers = Run.builder();
    for (int q = 0; q < QUERIES; q++) {
      String queryId = "q" + q;
      if (q != 0) {
        judge(judgements, queryId, ids, random);
      }
      if (q % 6 != 5) {
        answer(answers, queryId, ids, kind, random);
      }
    }
    qrels = judgements.build();
    run = answers.build();
  }

  private static void judge(
      Qrels.Builder judgements, String queryId, List<String> ids, Random random) {
    Collections.shuffle(ids, random);
    int highest = random.nextInt(4);
    judgements.add(queryId, ids.getFirst(), highest);
    int judged = 1 + random.nextInt(20);
    for (String id : ids.subList(1, judged)) {
      judgements.add(queryId, id, random.nextInt(highest + 2) - 1);
    }
  }

  private static void answer(
      Run.Builder answers, String queryId, List<String> ids, ScoreKind kind, Random random) {
    Collections.shuffle(ids, random);
    for (String id : ids.subList(0, 1 + random.nextInt(DOCUMENTS))) {
      answers.add(
          queryId,
          id,
          switch (kind) {
            case APART -> random.nextGaussian() * 20;
            case TIED -> random.nextInt(5) - 2;
            case NEARLY_TIED -> 12.5 + random.nextInt(40) * 1e-7;
          });
    }
  }
}
