package dev.nearfield.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.model.StorageException;
import dev.nearfield.store.Footprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a bench and what they were taken on.
 *
 * {@snippet class="dev.nearfield.examples.BenchExamplesTest" region="bench"}
 *
 * @param date when it ended
 * @param machine what it ran on, and under which load
 * @param model the name of the collection's embedding model
 * @param documents how many documents the collection holds
 * @param chunks how many chunks were searched
 * @param footprint what the collection takes on disk and of memory
 * @param questionSource where the questions were from
 * @param questions how many different ones were asked, in turn
 * @param embedding how long it took to embed one; null when they brought their embeddings
 * @param options what was measured, and for how long
 * @param results one for each mode, number of candidates and number of threads
 */
public record BenchReport(
    Instant date,
    Machine machine,
    String model,
    int documents,
    int chunks,
    Footprint footprint,
    String questionSource,
    int questions,
    @Nullable Percentiles embedding,
    BenchOptions options,
    List<BenchResult> results) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public BenchReport {
    results = List.copyOf(results);
  }

  /** Writes the report as one JSON object; its form is on the performance page. */
  public void writeJson(Path file) {
    try {
      Files.writeString(file, JSON.writeValueAsString(object()) + "\n");
    } catch (IOException e) {
      throw new StorageException("The report cannot be written to " + file + ": " + e, e);
    }
  }

  private ObjectNode object() {
    ObjectNode root = JSON.createObjectNode();
    root.put("date", date.toString());
    root.putObject("machine")
        .put("system", machine.system())
        .put("processors", machine.processors())
        .put("java", machine.java())
        .put("maxHeapBytes", machine.maxHeapBytes())
        .put("loadBefore", machine.loadBefore())
        .put("loadAfter", machine.loadAfter());
    root.put("model", model);
    root.put("documents", documents);
    root.put("chunks", chunks);
    root.put("segments", footprint.segments());
    root.put("deletedEntries", footprint.deleted());
    ObjectNode parts = root.putObject("bytesByPart");
    for (Footprint.Part part : Footprint.Part.values()) {
      parts.put(part.name().toLowerCase(Locale.ROOT), footprint.bytes(part));
    }
    root.put("offHeapBytes", footprint.offHeapBytes());
    root.put("questionSource", questionSource);
    root.put("questions", questions);
    if (embedding != null) {
      root.putObject("embeddingMs")
          .put("p50", embedding.p50())
          .put("p90", embedding.p90())
          .put("p99", embedding.p99());
    }
    root.put("limit", options.limit());
    root.put("rounds", options.rounds());
    root.put("secondsEach", options.each().toNanos() / 1e9);
    root.put("warmUpSecondsAtMost", options.warmUp().toNanos() / 1e9);
    var array = root.putArray("results");
    results.forEach(result -> describe(array.addObject(), result));
    return root;
  }

  private static void describe(ObjectNode object, BenchResult result) {
    object.put("mode", result.mode().name().toLowerCase(Locale.ROOT));
    object.put("candidates", result.candidates());
    object.put("threads", result.threads());
    object.put("recall", result.recall());
    object.put("warmUpSearches", result.warmUpSearches());
    object.put("searches", result.searches());
    describe(object.putObject("p50Ms"), result.p50());
    describe(object.putObject("p90Ms"), result.p90());
    describe(object.putObject("p99Ms"), result.p99());
    describe(object.putObject("perSecond"), result.perSecond());
  }

  private static void describe(ObjectNode object, Spread spread) {
    object.put("median", spread.median()).put("least", spread.least()).put("most", spread.most());
  }
}
