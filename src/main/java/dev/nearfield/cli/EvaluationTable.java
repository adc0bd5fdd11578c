package dev.nearfield.cli;

import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** An evaluation for people: a row a system. */
final class EvaluationTable {
  private EvaluationTable() {}

  static void print(PrintWriter out, EvaluationReport report) {
    out.printf(
        "%s, split %s: %d documents, %d queries, model %s%n",
        report.dataset(), report.split(), report.documents(), report.queries(), report.model());
    List<Measure> measures = report.results().getFirst().scores().measures();
    out.printf("  %-10s", "mode");
    measures.forEach(measure -> out.printf("  %8s", measure));
    out.printf("  %8s  %8s%n", "p50 ms", "p99 ms");
    for (SystemResult result : report.results()) {
      out.printf("  %-10s", result.system());
      for (Measure measure : measures) {
        out.printf(Locale.ROOT, "  %8.4f", result.scores().mean(measure));
      }
      out.printf(Locale.ROOT, "  %8.1f  %8.1f%n", result.latency().p50(), result.latency().p99());
    }
    int selfHits = report.results().stream().mapToInt(SystemResult::selfHits).sum();
    if (selfHits > 0) {
      out.printf(
          "  %d answers left out because their document is the query (--keep-identical keeps"
              + " them)%n",
          selfHits);
    }
  }
}
