package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.Significance;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.eval.TuningResult;
import dev.nearfield.search.SearchDefaults;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a tuning found, for people and for programs.
 *
 * @param dataset whose questions they were
 * @param split which of its judgements
 * @param result what was chosen
 * @param leftOut how many questions were left out because they are reported on
 * @param report how good the choice is on the other split; null without one
 */
record TuningPrint(
    String dataset,
    String split,
    TuningResult result,
    int leftOut,
    @Nullable EvaluationReport report) {

  void text(PrintWriter out) {
    Significance gain = result.gain();
    out.printf(
        "%s, split %s: %d questions to choose by, %d settings%n",
        dataset, split, result.questions(), result.settings());
    if (leftOut > 0) {
      out.printf("  %d more questions left out, because they are reported on%n", leftOut);
    }
    Labelled.print(out, "standard", SearchDefaults.STANDARD);
    Labelled.print(out, "best", result.best());
    Labelled.print(
        out,
        "agreement",
        "chosen " + result.agreeing() + " times of " + result.choices() + " without a fold");
    Labelled.print(out, "cross-validated", difference(result.measure(), result.standard(), gain));
    if (result.chosen().equals(result.best())) {
      Labelled.print(out, "chosen", result.chosen());
    } else {
      Labelled.print(out, "chosen", "the standard settings, because no gain was seen");
    }
    if (report == null) {
      out.println("No split to report on was named: the gain is an estimate by cross-validation.");
    } else {
      EvaluationTable.print(out, report);
      out.printf(
          "Tuned over standard on split %s, which had no part in the choice: %s%n",
          report.split(), difference(result.measure(), mean(report), unseen(report)));
    }
  }

  private static String difference(Measure measure, double before, Significance gain) {
    return String.format(
        Locale.ROOT,
        "%s %.4f, %+.4f, p %.4f",
        measure,
        before + gain.difference(),
        gain.difference(),
        gain.p());
  }

  void json(PrintWriter out) {
    ObjectNode object = Json.object();
    object.put("dataset", dataset);
    object.put("split", split);
    object.put("questions", result.questions());
    object.put("leftOut", leftOut);
    object.put("settings", result.settings());
    put(object, "standard", SearchDefaults.STANDARD);
    put(object, "best", result.best());
    put(object, "chosen", result.chosen());
    object.put("choices", result.choices());
    object.put("agreeing", result.agreeing());
    object.put("measure", result.measure().toString());
    put(object, "crossValidated", result.standard(), result.gain());
    if (report != null) {
      ObjectNode other = put(object, "reported", mean(report), unseen(report));
      other.put("split", report.split());
      ObjectNode systems = other.putObject("systems");
      report.results().forEach(system -> put(systems, system));
    }
    Json.print(out, object);
  }

  private static void put(ObjectNode object, String name, SearchDefaults settings) {
    ObjectNode values = object.putObject(name);
    settings.toSettings().forEach(values::put);
  }

  private static ObjectNode put(ObjectNode object, String name, double before, Significance gain) {
    return object
        .putObject(name)
        .put("standard", before)
        .put("tuned", before + gain.difference())
        .put("difference", gain.difference())
        .put("p", gain.p());
  }

  private static void put(ObjectNode systems, SystemResult system) {
    ObjectNode measures = systems.putObject(system.system());
    for (Measure measure : system.scores().measures()) {
      measures.put(measure.toString(), system.scores().mean(measure));
    }
  }

  private double mean(EvaluationReport report) {
    return system(report, "standard").scores().mean(result.measure());
  }

  private Significance unseen(EvaluationReport report) {
    return Significance.of(
        system(report, "tuned").scores(), system(report, "standard").scores(), result.measure());
  }

  private static SystemResult system(EvaluationReport report, String name) {
    return report.results().stream()
        .filter(result -> result.system().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
