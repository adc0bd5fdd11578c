package dev.nearfield.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The results of an evaluation and what they were computed on.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="evaluate"}
 *
 * @param dataset the test collection's name
 * @param split which of its judgements
 * @param model the embedding model's name
 * @param documents how many documents were searched
 * @param queries how many queries were run
 * @param results one for each system
 */
public record EvaluationReport(
    String dataset,
    String split,
    String model,
    int documents,
    int queries,
    List<SystemResult> results) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public EvaluationReport {
    results = List.copyOf(results);
  }

  /** Writes the report as one JSON object; its form is on the evaluation page. */
  public void writeJson(Path file) {
    ObjectNode root = JSON.createObjectNode();
    root.put("dataset", dataset);
    root.put("split", split);
    root.put("model", model);
    root.put("documents", documents);
    root.put("queries", queries);
    var systems = root.putArray("systems");
    results.forEach(result -> describe(systems.addObject(), result));
    try {
      Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    } catch (IOException e) {
      throw new StorageException("The report cannot be written to " + file + ": " + e, e);
    }
  }

  private static void describe(ObjectNode system, SystemResult result) {
    system.put("mode", result.system());
    ObjectNode measures = system.putObject("measures");
    for (Measure measure : result.scores().measures()) {
      measures.put(measure.toString(), result.scores().mean(measure));
    }
    ObjectNode latency = system.putObject("latencyMs");
    latency.put("p50", result.latency().p50());
    latency.put("p99", result.latency().p99());
    system.put("selfHitsDropped", result.selfHits());
  }
}
