package dev.nearfield.eval.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Comparison;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemPair;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.eval.report.ComparisonReport;
import dev.nearfield.eval.report.DocumentTexts;
import dev.nearfield.eval.report.Provenance;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an experiment found, as a table and for programs.
 *
 * {@snippet class="dev.nearfield.examples.ExperimentExamplesTest" region="report"}
 *
 * @param experiment what was measured
 * @param evaluation the queries and judgements
 * @param models the embedding models
 * @param outcomes what was found, in the order of the experiment's systems
 */
public record ExperimentReport(
    Experiment experiment,
    Evaluation evaluation,
    List<ModelIdentity> models,
    List<SystemOutcome> outcomes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public ExperimentReport {
    models = List.copyOf(models);
    outcomes = List.copyOf(outcomes);
  }

  /** The results alone, for a comparison. */
  public List<SystemResult> results() {
    return outcomes.stream().map(SystemOutcome::result).toList();
  }

  /**
   * The comparison of all systems by the first measure, with the baseline, or with the first system
   * where none is named.
   *
   * @throws InvalidInputException when the systems cannot be compared; says why
   */
  public ComparisonReport comparison(Provenance provenance) {
    return ComparisonReport.of(
        provenance,
        new EvaluationReport(
            String.valueOf(experiment.dataset().getFileName()),
            experiment.split(),
            String.join(", ", models.stream().map(ModelIdentity::name).toList()),
            outcomes.getFirst().index().documents(),
            evaluation.queries().size(),
            results()),
        evaluation,
        experiment.measures().getFirst(),
        experiment.baseline().orElse(results().getFirst().system()),
        DocumentTexts.of(BeirDataset.open(experiment.dataset())));
  }

  /** A table in Markdown, a row a system, that people can read as it is. */
  public String toMarkdown() {
    Optional<Comparison> comparison =
        experiment
            .baseline()
            .map(
                name -> Comparison.withBaseline(results(), experiment.measures().getFirst(), name));
    var table = new MarkdownTable();
    table.row(header());
    outcomes.forEach(outcome -> table.row(row(outcome, comparison)));
    return table
        + comparison
            .map(
                with ->
                    "\n\\* p < .05 against %s by Fisher's randomisation test, corrected by Holm's method.\n"
                        .formatted(with.baseline()))
            .orElse("");
  }

  private List<String> header() {
    List<String> cells = new ArrayList<>(List.of("system"));
    experiment.measures().forEach(measure -> cells.add(measure.toString()));
    experiment.baseline().ifPresent(name -> cells.add("Δ " + experiment.measures().getFirst()));
    experiment.overlaps().forEach(cutoff -> cells.add("Overlap@" + cutoff));
    cells.addAll(List.of("p50 ms", "p99 ms", "chunks", "MB"));
    return cells;
  }

  private List<String> row(SystemOutcome outcome, Optional<Comparison> comparison) {
    SystemResult result = outcome.result();
    List<String> cells = new ArrayList<>(List.of(result.system()));
    for (Measure measure : experiment.measures()) {
      cells.add(share(result.scores().mean(measure)));
    }
    comparison.ifPresent(with -> cells.add(difference(with.withBaseline(result.system()))));
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

  private static String difference(Optional<SystemPair> pair) {
    return pair.map(
            with ->
                String.format(
                    Locale.ROOT, "%+.4f%s", with.difference(), with.isSignificant() ? "\\*" : ""))
        .orElse("baseline");
  }

  private static String share(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.startsWith("0.") ? text.substring(1) : text;
  }

  /** One JSON object a system and line, with what it takes to run it again. */
  public String toJsonLines(Provenance provenance) {
    var lines = new StringBuilder();
    for (SystemOutcome outcome : outcomes) {
      ObjectNode line = object(outcome);
      ObjectNode run = line.putObject("run").put("command", provenance.commandLine());
      provenance.lines().forEach((name, value) -> run.put(name.toLowerCase(Locale.ROOT), value));
      lines.append(line).append('\n');
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
