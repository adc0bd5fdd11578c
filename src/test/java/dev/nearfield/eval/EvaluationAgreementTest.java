package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code nearfield eval} prints against the real trec_eval on the run files it writes. */
final class EvaluationAgreementTest {
  /** trec_eval prints four decimals. */
  private static final double PRINTED = 0.5e-4 + 1e-9;

  private static final Map<String, String> NAMES =
      Map.of("P@5", "P_5", "R@100", "recall_100", "MAP", "map", "nDCG@10", "ndcg_cut_10");

  @TempDir private Path folder;

  @Test
  void everyMeanIsThatOfTrecEvalOnTheWholeRun() throws IOException {
    TrecEval trecEval = TrecEval.in(folder);
    Path json = folder.resolve("report.json");
    Path qrels = folder.resolve("notes.qrels");
    BeirDataset.open(CommandRun.FIELD_NOTES).qrels("test").writeTrec(qrels);
    CommandRun.done(
        "eval",
        CommandRun.FIELD_NOTES,
        "--data",
        folder,
        "--json",
        json,
        "--run",
        folder.resolve("notes.run"));
    JsonNode systems = new ObjectMapper().readTree(json.toFile()).get("systems");
    assertEquals(3, systems.size());
    for (JsonNode system : systems) {
      String mode = system.get("mode").textValue();
      Path run = folder.resolve("notes." + mode + ".run");
      TrecEval.Printed theirs =
          trecEval.score(
              qrels,
              run,
              "-m",
              "P.5",
              "-m",
              "recall.100",
              "-m",
              "map",
              "-m",
              "ndcg_cut.10",
              "-m",
              "num_ret",
              "-m",
              "num_q");
      NAMES.forEach(
          (ours, name) ->
              assertEquals(
                  theirs.mean(name),
                  system.get("measures").get(ours).doubleValue(),
                  PRINTED,
                  mode + " " + ours));
      assertEquals(
          trecEval.score(qrels, run, "-M", "10", "-m", "recip_rank").mean("recip_rank"),
          system.get("measures").get("MRR@10").doubleValue(),
          PRINTED,
          mode + " MRR@10");
      assertEquals(40, theirs.mean("num_q"));
      double answers = theirs.mean("num_ret");
      assertTrue(mode.equals("keyword") ? answers < 40 * 128 : answers == 40 * 128, mode);
    }
  }
}
