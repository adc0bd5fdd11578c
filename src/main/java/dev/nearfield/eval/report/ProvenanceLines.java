package dev.nearfield.eval.report;

import dev.nearfield.eval.SystemResult;
import dev.nearfield.model.ModelIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/** What it takes to run an evaluation again, as names and values. */
final class ProvenanceLines {
  private ProvenanceLines() {}

  static Map<String, String> of(Provenance provenance) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("Date", provenance.date().toString());
    lines.put("Nearfield", provenance.version().orElse("unknown version"));
    lines.put("Commit", provenance.commit().orElse("not known"));
    for (ModelIdentity model : provenance.models()) {
      lines.merge("Model", model(model), (one, other) -> one + "; " + other);
    }
    Machine machine = provenance.machine();
    lines.put("Processor", machine.processor() + ", " + machine.cores() + " cores");
    lines.put("Java", machine.java() + ", heap " + (machine.heapBytes() >> 20) + " MiB");
    lines.put("System", machine.system());
    lines.put("Seed", Long.toString(provenance.seed()));
    return lines;
  }

  private static String model(ModelIdentity model) {
    String revision = model.revision().isEmpty() ? "" : ", file " + model.revision();
    return model.name() + ", " + model.dimension() + " dimensions" + revision;
  }

  /** The settings of each system that has some. */
  static Map<String, String> settings(ComparisonReport report) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (SystemResult result : report.evaluation().results()) {
      String settings = new SystemRow(result, report.comparison()).settings();
      if (!settings.isEmpty()) {
        lines.put(result.system(), settings);
      }
    }
    return lines;
  }
}
