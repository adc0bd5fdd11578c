package dev.nearfield.cli;

import dev.nearfield.bench.BenchReport;
import dev.nearfield.bench.BenchResult;
import dev.nearfield.bench.Percentiles;
import dev.nearfield.bench.Spread;
import dev.nearfield.store.Footprint;
import java.io.PrintWriter;
import java.util.Locale;

/** A bench's report as lines of a terminal. */
final class BenchTable {
  private BenchTable() {}

  static void print(PrintWriter out, BenchReport report) {
    Footprint footprint = report.footprint();
    Labelled.print(out, "chunks", report.chunks() + " in " + footprint.segments() + " segments");
    Labelled.print(out, "bytes", footprint.totalBytes());
    for (Footprint.Part part : Footprint.Part.values()) {
      Labelled.print(out, "  " + part.name().toLowerCase(Locale.ROOT), footprint.bytes(part));
    }
    Labelled.print(out, "memory", Bytes.text(footprint.offHeapBytes()) + " outside the heap");
    Labelled.print(out, "questions", report.questions() + " " + report.questionSource());
    Percentiles embedding = report.embedding();
    if (embedding != null) {
      Labelled.print(
          out,
          "embedding one",
          String.format(
              Locale.ROOT,
              "p50 %.2f ms, p90 %.2f ms, p99 %.2f ms",
              embedding.p50(),
              embedding.p90(),
              embedding.p99()));
    }
    Labelled.print(
        out,
        "measured",
        String.format(
            Locale.ROOT,
            "%d rounds of %.1f s a setting, in turn; median (least to most)",
            report.options().rounds(),
            report.options().each().toNanos() / 1e9));
    Labelled.print(
        out,
        "warm-up",
        report.results().stream().mapToLong(BenchResult::warmUpSearches).min().orElse(0)
            + " searches a setting at the least");
    Labelled.print(
        out,
        "load",
        String.format(
            Locale.ROOT,
            "%.1f before, %.1f at the end, on %d processors",
            report.machine().loadBefore(),
            report.machine().loadAfter(),
            report.machine().processors()));
    rows(out, report);
  }

  private static void rows(PrintWriter out, BenchReport report) {
    String recall = "recall@" + report.options().limit();
    out.printf(
        "  %-8s %10s %7s %10s  %-22s %-22s %-22s %s%n",
        "mode", "candidates", "threads", recall, "p50 ms", "p90 ms", "p99 ms", "searches/s");
    for (BenchResult result : report.results()) {
      Double share = result.recall();
      out.printf(
          "  %-8s %10d %7d %10s  %-22s %-22s %-22s %s%n",
          result.mode().name().toLowerCase(Locale.ROOT),
          result.candidates(),
          result.threads(),
          share == null ? "exact" : String.format(Locale.ROOT, "%.4f", share),
          text("%.2f", result.p50()),
          text("%.2f", result.p90()),
          text("%.2f", result.p99()),
          text("%.0f", result.perSecond()));
    }
  }

  private static String text(String form, Spread spread) {
    return String.format(
        Locale.ROOT,
        form + " (" + form + " to " + form + ")",
        spread.median(),
        spread.least(),
        spread.most());
  }
}
