package dev.nearfield.eval.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.eval.Latency;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.Run;
import dev.nearfield.eval.ScoredDocument;
import dev.nearfield.eval.Scores;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Outcomes on disk, a packed JSON file each, named by the hash of all that they depend on. A file
 * takes its name when it is whole.
 */
final class ResultFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  ResultFolder(Path folder) {
    this.folder = folder;
  }

  void keep(String key, SystemOutcome outcome) {
    ObjectNode root = JSON.createObjectNode();
    SystemResult result = outcome.result();
    root.put("measured", outcome.measured().toString());
    result.settings().forEach(root.putObject("settings")::put);
    root.putObject("latencyMs")
        .put("p50", result.latency().p50())
        .put("p99", result.latency().p99());
    root.put("selfHits", result.selfHits());
    ObjectNode overlaps = root.putObject("overlaps");
    outcome.overlaps().forEach((cutoff, share) -> overlaps.put(cutoff.toString(), share));
    root.putObject("index")
        .put("collection", outcome.index().collection())
        .put("documents", outcome.index().documents())
        .put("chunks", outcome.index().chunks())
        .put("bytes", outcome.index().bytes());
    ObjectNode answers = root.putObject("answers");
    for (String query : result.run().queryIds()) {
      ArrayNode answer = answers.putArray(query);
      for (ScoredDocument document : result.run().answer(query)) {
        answer.addArray().add(document.documentId()).add((double) document.score());
      }
    }
    write(key, root);
  }

  private void write(String key, ObjectNode root) {
    try {
      Files.createDirectories(folder);
      Path partial = Files.createTempFile(folder, key, ".partial");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(partial))) {
        JSON.writeValue(out, root);
      }
      Files.move(
          partial, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StorageException("The result cannot be kept in " + folder + ": " + e, e);
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".json.gz");
  }

  /** The outcome of a key, scored anew; empty when there is none. */
  Optional<SystemOutcome> find(
      String key, SystemSettings system, Qrels qrels, List<Measure> measures) {
    Path file = file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return Optional.of(outcome(JSON.readTree(in), system, qrels, measures));
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          "The kept result " + file + " cannot be read: " + e + ". Delete it to measure anew.", e);
    }
  }

  private static SystemOutcome outcome(
      JsonNode root, SystemSettings system, Qrels qrels, List<Measure> measures) {
    Run.Builder run = Run.builder();
    for (var answer : root.required("answers").properties()) {
      for (JsonNode document : answer.getValue()) {
        run.add(answer.getKey(), document.required(0).textValue(), document.required(1).asDouble());
      }
    }
    var overlaps = new TreeMap<Integer, Double>();
    for (var overlap : root.required("overlaps").properties()) {
      overlaps.put(Integer.valueOf(overlap.getKey()), overlap.getValue().doubleValue());
    }
    JsonNode latency = root.required("latencyMs");
    JsonNode index = root.required("index");
    Run answers = run.build();
    return new SystemOutcome(
        new SystemResult(
            system.name(),
            system.toMap(),
            answers,
            Scores.of(qrels, answers, measures),
            new Latency(
                latency.required("p50").doubleValue(), latency.required("p99").doubleValue()),
            root.required("selfHits").intValue()),
        overlaps,
        new IndexFacts(
            index.required("collection").textValue(),
            index.required("documents").intValue(),
            index.required("chunks").intValue(),
            index.required("bytes").longValue()),
        Instant.parse(root.required("measured").textValue()),
        true);
  }
}
