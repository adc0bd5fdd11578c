package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.eval.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvalCommandTest {
  private static final List<String> MODES = List.of("keyword", "vector", "hybrid");
  private static final List<String> MEASURES = List.of("P@5", "R@100", "MRR@10", "MAP", "nDCG@10");

  @TempDir private static Path data;

  @Test
  void theReportIsOnTheScreenInJsonAndInRunFiles() throws IOException {
    Path json = data.resolve("report.json");
    CommandRun first = eval("--json", json, "--run", data.resolve("notes.run"));
    assertTrue(
        first.out().contains("fieldnotes, split test: 128 documents, 40 queries"), first.out());

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals(
        List.of("dataset", "split", "model", "documents", "queries", "systems"), names(report));
    assertEquals("fieldnotes", report.get("dataset").textValue());
    assertEquals("test", report.get("split").textValue());
    assertEquals("all-minilm-l6-v2", report.get("model").textValue());
    assertEquals(128, report.get("documents").intValue());
    assertEquals(40, report.get("queries").intValue());
    assertEquals(MODES, report.get("systems").findValuesAsText("mode"));
    for (JsonNode system : report.get("systems")) {
      assertTrue(names(system).containsAll(List.of("mode", "measures", "latencyMs")));
      assertEquals(MEASURES, names(system.get("measures")));
      system.get("measures").forEach(value -> assertTrue(value.doubleValue() > 0.1, "" + system));
      JsonNode latency = system.get("latencyMs");
      assertTrue(latency.get("p50").doubleValue() > 0);
      assertTrue(latency.get("p99").doubleValue() >= latency.get("p50").doubleValue());
      assertEquals(0, system.get("selfHitsDropped").intValue());
    }
    for (String mode : MODES) {
      assertEquals(40, Run.readTrec(data.resolve("notes." + mode + ".run")).queryIds().size());
    }
  }

  @Test
  void anUnchangedIndexIsReusedAndHybridBringsItsParts() {
    eval("--modes", "keyword");
    CommandRun again = eval("--modes", "hybrid");
    Path index = data.resolve("eval-fieldnotes-all-minilm-l6-v2");
    assertEquals("0 embedded, 128 unchanged in " + index, again.lines().getFirst());
    for (String mode : MODES) {
      assertTrue(again.out().contains("\n  " + mode + " "), again.out());
    }
    CommandRun one = eval("--modes", "vector");
    assertFalse(one.out().contains("keyword"), one.out());
  }

  @Test
  void weightsOfZeroAndOneGiveTheFiguresOfASide() throws IOException {
    Path json = data.resolve("weights.json");
    eval("--json", json, "--fusion", "rrf", "--weight", 1);
    JsonNode systems = new ObjectMapper().readTree(json.toFile()).get("systems");
    assertEquals(
        systems.get(1).get("measures").get("nDCG@10"),
        systems.get(2).get("measures").get("nDCG@10"));
    eval("--json", json, "--fusion", "minmax", "--weight", 0);
    systems = new ObjectMapper().readTree(json.toFile()).get("systems");
    assertEquals(
        systems.get(0).get("measures").get("nDCG@10"),
        systems.get(2).get("measures").get("nDCG@10"));
  }

  @Test
  void theParametersOfBm25Count() {
    String plain = eval("--modes", "keyword", "--k1", 0, "--b", 0).out();
    String usual = eval("--modes", "keyword").out();
    assertFalse(plain.lines().toList().getLast().equals(usual.lines().toList().getLast()), plain);
  }

  @Test
  void aDocumentThatIsTheQueryIsLeftOutAndCounted(@TempDir Path set) throws IOException {
    Files.createDirectories(set.resolve("qrels"));
    Files.writeString(
        set.resolve("corpus.jsonl"),
        """
        {"_id": "a", "title": "", "text": "Cats should be kept indoors."}
        {"_id": "b", "title": "", "text": "Cats belong outdoors."}
        """);
    Files.writeString(
        set.resolve("queries.jsonl"),
        "{\"_id\": \"a\", \"text\": \"Cats should be kept indoors.\"}");
    Files.writeString(set.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\na\tb\t1\n");
    Path json = data.resolve("self.json");

    CommandRun run = CommandRun.done("eval", set, "--data", data, "--json", json);
    assertTrue(run.out().contains("3 answers left out because"), run.out());
    JsonNode vector = new ObjectMapper().readTree(json.toFile()).get("systems").get(1);
    assertEquals(1, vector.get("selfHitsDropped").intValue());
    assertEquals(1.0, vector.get("measures").get("MRR@10").doubleValue());

    CommandRun.done("eval", set, "--data", data, "--json", json, "--keep-identical");
    vector = new ObjectMapper().readTree(json.toFile()).get("systems").get(1);
    assertEquals(0, vector.get("selfHitsDropped").intValue());
    assertEquals(0.5, vector.get("measures").get("MRR@10").doubleValue());
  }

  @Test
  void reportsCompareTheModesWithTheBaseline() throws IOException {
    Path json = data.resolve("comparison.json");
    Path markdown = data.resolve("comparison.md");
    eval("--report", json, "--report", markdown, "--baseline", "vector");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals("vector", report.get("baseline").textValue());
    assertEquals(MODES, report.get("systems").findValuesAsText("name"));
    assertEquals(3, report.get("comparisons").size());
    String findings = report.get("findings").toString();
    assertTrue(findings.contains("The fusion hybrid loses to its part vector: −0."), findings);
    JsonNode settings = report.get("systems").get(0).get("settings");
    assertEquals(List.of("mode", "bm25.b", "bm25.k1", "candidates", "analyzer"), names(settings));
    JsonNode provenance = report.get("provenance");
    assertTrue(provenance.get("command").textValue().startsWith("nearfield eval "));
    assertEquals(64, provenance.get("models").get(0).get("revision").textValue().length());
    assertTrue(Files.readString(markdown).startsWith("# fieldnotes, test\n"));
  }

  @Test
  void aReportOfAnUnknownFormIsRefusedBeforeAnythingIsMeasured() {
    CommandRun run =
        CommandRun.of("eval", CommandRun.FIELD_NOTES, "--data", data, "--report", "report.pdf");
    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("'report.pdf' ends neither in .html"), run.err());
  }

  private static CommandRun eval(Object... options) {
    Object[] arguments = new Object[options.length + 4];
    arguments[0] = "eval";
    arguments[1] = CommandRun.FIELD_NOTES;
    arguments[2] = "--data";
    arguments[3] = data;
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandRun.done(arguments);
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(member -> member.getKey()).toList();
  }
}
