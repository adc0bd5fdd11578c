package dev.nearfield.eval.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Scores;
import dev.nearfield.eval.SystemResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an experiment found, as a table and for programs.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="report"}
 *
 * @param experiment what was measured
 * @param outcomes what was found, in the order of the experiment's systems
 */
public record ExperimentReport(Experiment experiment, List<SystemOutcome> outcomes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public ExperimentReport {
    outcomes = List.copyOf(outcomes);
  }

  /** The results alone, for a comparison. */
  public List<SystemResult> results() {
    return outcomes.stream().map(SystemOutcome::result).toList();
  }

  /** A table in Markdown, a row a system, that people can read as it is. */
  public String toMarkdown() {
    var table = new MarkdownTable();
    table.row(header());
    outcomes.forEach(outcome -> table.row(row(outcome)));
    return table.toString();
  }

  private List<String> header() {
    List<String> cells = new ArrayList<>(List.of("system"));
    experiment.measures().forEach(measure -> cells.add(measure.toString()));
    experiment.baseline().ifPresent(name -> cells.add("Δ " + experiment.measures().getFirst()));
    experiment.overlaps().forEach(cutoff -> cells.add("Overlap@" + cutoff));
    cells.addAll(List.of("p50 ms", "p99 ms", "chunks", "MB"));
    return cells;
  }

  private List<String> row(SystemOutcome outcome) {
    SystemResult result = outcome.result();
    List<String> cells = new ArrayList<>(List.of(result.system()));
    for (Measure measure : experiment.measures()) {
      cells.add(share(result.scores().mean(measure)));
    }
    experiment.baseline().ifPresent(name -> cells.add(difference(result.scores(), scores(name))));
    for (Integer cutoff : experiment.overlaps()) {
      Double overlap = outcome.overlaps().get(cutoff);
      cells.add(overlap == null ? "–" : share(overlap));
    }
    cells.add(String.format(Locale.ROOT, "%.1f", result.latency().p50()));
    cells.add(String.format(Locale.ROOT, "%.1f", result.latency().p99()));
    cells.add(String.format(Locale.ROOT, "%,d", outcome.index().chunks()));
    cells.add(String.format(Locale.ROOT, "%.1f", outcome.index().bytes() / 1e6));
    return cells;
  }

  private Scores scores(String system) {
    return results().stream()
        .filter(result -> result.system().equals(system))
        .findFirst()
        .orElseThrow()
        .scores();
  }

  private String difference(Scores scores, Scores baseline) {
    Measure first = experiment.measures().getFirst();
    return String.format(Locale.ROOT, "%+.4f", scores.mean(first) - baseline.mean(first));
  }

  private static String share(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.startsWith("0.") ? text.substring(1) : text;
  }

  /** One JSON object a system and line. */
  public String toJsonLines() {
    var lines = new StringBuilder();
    for (SystemOutcome outcome : outcomes) {
      try {
        lines.append(JSON.writeValueAsString(object(outcome))).append('\n');
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("An outcome cannot be written: " + outcome, e);
      }
    }
    return lines.toString();
  }

  private ObjectNode object(SystemOutcome outcome) {
    SystemResult result = outcome.result();
    ObjectNode line = JSON.createObjectNode();
    line.put("experiment", experiment.name());
    line.put("dataset", String.valueOf(experiment.dataset().getFileName()));
    line.put("split", experiment.split());
    experiment.stacking().ifPresent(stacking -> line.put("stacked", stacking.toString()));
    line.put("system", result.system());
    result.settings().forEach(line.putObject("settings")::put);
    ObjectNode measures = line.putObject("measures");
    for (Measure measure : experiment.measures()) {
      measures.put(measure.toString(), result.scores().mean(measure));
    }
    outcome.overlaps().forEach((cutoff, share) -> measures.put("Overlap@" + cutoff, share));
    line.putObject("latencyMs")
        .put("p50", result.latency().p50())
        .put("p99", result.latency().p99());
    line.put("selfHitsDropped", result.selfHits());
    line.putObject("index")
        .put("collection", outcome.index().collection())
        .put("documents", outcome.index().documents())
        .put("chunks", outcome.index().chunks())
        .put("bytes", outcome.index().bytes());
    line.put("measured", outcome.measured().toString());
    return line;
  }
}
