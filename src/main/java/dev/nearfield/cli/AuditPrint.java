package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.EmbeddingCheck;
import dev.nearfield.eval.AuditReport;
import dev.nearfield.eval.AuditRow;
import dev.nearfield.eval.Drift;
import dev.nearfield.eval.Measure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Audits for people, with their history drawn, and for programs. */
final class AuditPrint {
  private static final int SHOWN = 10;

  private AuditPrint() {}

  static void history(PrintWriter out, List<AuditRow> rows, boolean json) {
    if (json) {
      rows.forEach(row -> Json.print(out, object(row)));
      return;
    }
    if (rows.isEmpty()) {
      out.println("There has been no audit.");
      return;
    }
    for (Measure measure : rows.getLast().values().keySet()) {
      out.println(measure);
      for (AuditRow row : rows) {
        Double value = row.values().get(measure);
        if (value != null) {
          out.printf(
              Locale.ROOT,
              "  %s %.4f %s%s%n",
              row.time().toString().substring(0, 16).replace('T', ' '),
              value,
              Bars.bar((int) Math.round(value * 1_000), 1_000),
              remark(row, rows));
        }
      }
    }
  }

  private static String remark(AuditRow row, List<AuditRow> rows) {
    String other = row.questions().equals(rows.getLast().questions()) ? "" : " other questions";
    return row.accepted() ? other + " accepted" : other;
  }

  static void report(PrintWriter out, Path folder, AuditReport report, boolean json) {
    if (json) {
      Json.print(out, object(folder, report));
      return;
    }
    AuditRow row = report.row();
    Labelled.print(out, "collection", folder);
    Labelled.print(out, "documents", row.documents() + " in " + row.chunks() + " chunks");
    Labelled.print(out, "search", row.settings());
    List<AuditRow> same =
        report.history().stream().filter(each -> each.questions().equals(row.questions())).toList();
    for (Measure measure : row.values().keySet()) {
      List<Double> values =
          same.stream().flatMap(each -> Stream.ofNullable(each.values().get(measure))).toList();
      Labelled.print(
          out,
          measure.toString(),
          String.format(Locale.ROOT, "%.4f %s", values.getLast(), Sparkline.of(values)));
    }
    Labelled.print(out, "embeddings", word(report.embeddings()));
    Labelled.print(out, "drift", word(report.drift()));
    if (!report.unknown().documentIds().isEmpty()) {
      out.printf(
          "  %d judged documents are not in the collection, the first is %s%n",
          report.unknown().documentIds().size(),
          OneLine.of(report.unknown().documentIds().iterator().next(), 60));
    }
    for (AuditReport.Fall fall : report.falls()) {
      out.printf(
          Locale.ROOT,
          "%s fell by %.4f, from %.4f on %s to %.4f; at most %s is allowed.%n",
          fall.measure(),
          fall.from() - fall.to(),
          fall.from(),
          fall.since(),
          fall.to(),
          fall.threshold());
    }
    report.embeddings().different().stream()
        .limit(SHOWN)
        .forEach(
            chunk ->
                out.printf(
                    Locale.ROOT,
                    "Chunk %d of document %s embedded again has a cosine of %.5f to its vector.%n",
                    chunk.ordinal(),
                    OneLine.of(chunk.documentId(), 60),
                    chunk.cosine()));
    out.println(
        report.passed()
            ? "The collection answers as well as before."
            : "The collection does not answer as before.");
  }

  private static String word(EmbeddingCheck check) {
    return check.different().isEmpty()
        ? String.format(Locale.ROOT, "%d chunks embedded again, all the same", check.sampled())
        : check.different().size()
            + " of "
            + check.sampled()
            + " chunks embedded again differ: the model is not the one that made them";
  }

  private static String word(@Nullable Drift drift) {
    if (drift == null) {
      return "not measured, because fewer than "
          + Drift.FEWEST
          + " documents are older or newer than the first audit";
    }
    return String.format(
        Locale.ROOT,
        "%s: nearest older document at %.3f for newer ones, %.3f for older ones (p %.3f), centroids"
            + " %.3f apart",
        drift.alarms() ? "newer documents are unlike the older ones" : "none",
        drift.nearestAcross(),
        drift.nearestWithin(),
        drift.p(),
        drift.centroidShift());
  }

  private static ObjectNode object(AuditRow row) {
    ObjectNode object = Json.object();
    Json.put(object, "time", row.time());
    object.put("questions", row.questions());
    object.put("documents", row.documents());
    object.put("chunks", row.chunks());
    object.put("model", row.model());
    object.put("settings", row.settings());
    object.put("accepted", row.accepted());
    ObjectNode measures = object.putObject("measures");
    row.values().forEach((measure, value) -> measures.put(measure.toString(), value));
    return object;
  }

  private static ObjectNode object(Path folder, AuditReport report) {
    ObjectNode object = Json.object();
    object.put("collection", folder.toString());
    object.put("passed", report.passed());
    object.set("row", object(report.row()));
    ArrayNode falls = object.putArray("falls");
    for (AuditReport.Fall fall : report.falls()) {
      ObjectNode each = falls.addObject();
      each.put("measure", fall.measure().toString());
      each.put("from", fall.from());
      Json.put(each, "since", fall.since());
      each.put("to", fall.to());
      each.put("threshold", fall.threshold());
    }
    object.put("judgedDocumentsMissing", report.unknown().documentIds().size());
    ObjectNode embeddings = object.putObject("embeddings");
    embeddings.put("sampled", report.embeddings().sampled());
    embeddings.put("leastCosine", report.embeddings().least());
    ArrayNode different = embeddings.putArray("different");
    for (EmbeddingCheck.Different chunk : report.embeddings().different()) {
      different
          .addObject()
          .put("id", chunk.documentId())
          .put("chunk", chunk.ordinal())
          .put("cosine", chunk.cosine());
    }
    Drift drift = report.drift();
    if (drift != null) {
      ObjectNode each = object.putObject("drift");
      each.put("alarm", drift.alarms());
      Json.put(each, "since", drift.since());
      each.put("older", drift.older());
      each.put("newer", drift.newer());
      each.put("centroidShift", drift.centroidShift());
      each.put("nearestWithin", drift.nearestWithin());
      each.put("nearestAcross", drift.nearestAcross());
      each.put("p", drift.p());
    }
    return object;
  }
}
