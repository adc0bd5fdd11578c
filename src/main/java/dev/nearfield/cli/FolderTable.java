package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.FolderReport;
import java.io.PrintWriter;
import java.util.Locale;

/** What became of a folder, for people and for programs. */
final class FolderTable {
  private FolderTable() {}

  static void printPlan(PrintWriter out, FolderReport report) {
    out.printf(
        "files: %d to read, %d unchanged, %d failed, %d skipped, %d gone; nothing was changed%n",
        report.read(), report.unchanged(), report.failed(), report.skipped(), report.gone());
  }

  static void print(PrintWriter out, FolderReport report, long cached) {
    out.printf(
        "files: %d read, %d unchanged, %d failed, %d skipped, %d gone%n",
        report.read(), report.unchanged(), report.failed(), report.skipped(), report.gone());
    out.printf(
        "%s%s%n",
        Counts.of(report.documents()),
        report.pruned() == 0 ? "" : ", " + report.pruned() + " removed with their files");
    out.printf(
        Locale.ROOT,
        "chunks: %d, %d of them from the cache, %d longer than what the model sees; %.1f seconds%n",
        report.documents().chunks(),
        cached,
        report.documents().truncated(),
        seconds(report));
  }

  static ObjectNode json(FolderReport report, long cached) {
    ObjectNode object = Json.object();
    object.put("read", report.read());
    object.put("unchangedFiles", report.unchanged());
    object.put("failed", report.failed());
    object.put("skipped", report.skipped());
    object.put("gone", report.gone());
    object.put("embedded", report.documents().embedded());
    object.put("updated", report.documents().updated());
    object.put("unchanged", report.documents().unchanged());
    object.put("removed", report.pruned());
    object.put("chunks", report.documents().chunks());
    object.put("cached", cached);
    object.put("truncated", report.documents().truncated());
    object.put("seconds", seconds(report));
    return object;
  }

  private static double seconds(FolderReport report) {
    return report.time().toMillis() / 1e3;
  }
}
