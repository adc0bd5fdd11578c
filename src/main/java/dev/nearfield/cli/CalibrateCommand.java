package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.search.CalibrationOptions;
import dev.nearfield.search.CalibrationReport;
import dev.nearfield.search.CalibrationReport.Row;
import dev.nearfield.search.RecallCurve;
import dev.nearfield.search.SearchRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield calibrate}: measures what a wanted recall takes, and keeps it. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description =
        "Measures how far searches of a collection have to walk along its graph for a wanted"
            + " recall, against comparing with every vector, and keeps it in the collection. Half"
            + " of the questions are measured by, the others reported on.",
    footer = {
      "",
      "Examples:",
      "  nearfield calibrate --collection handbook --questions questions.txt",
      "  nearfield calibrate --collection handbook --recall 0.8,0.95"
    })
final class CalibrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Option(
      names = "--questions",
      paramLabel = "FILE",
      description =
          "Questions, one a line, that are not in the collection, "
              + CalibrationOptions.FEWEST
              + " at least; blank lines are left out (default: chunks of the collection, moved"
              + " aside, without their own documents as answers).")
  private @Nullable Path questions;

  @Option(
      names = "--recall",
      paramLabel = "SHARE",
      split = ",",
      defaultValue = "0.9,0.95,0.99",
      description = "The recalls to report on, 0.5 to 1 (default: ${DEFAULT-VALUE}).")
  private List<Double> recalls = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME|CARD",
      description =
          "What embeds the questions of a file (default: the model that the collection names).")
  private @Nullable String model;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    CalibrationReport report = questions == null ? sampled() : asked(questions);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, object(report));
    } else {
      print(out, report);
    }
    return 0;
  }

  private CalibrationReport sampled() {
    ModelIdentity identity;
    try (Snapshot snapshot = Snapshot.open(collection.folder())) {
      identity = snapshot.manifest().model();
    }
    try (VectorStore store = VectorStore.open(collection.folder(), identity)) {
      return store.calibrate(new CalibrationOptions(List.of(), recalls));
    }
  }

  private CalibrationReport asked(Path file) {
    List<SearchRequest> asked =
        BenchCommand.texts(file).stream().map(SearchRequest::vector).toList();
    CalibrationOptions options = new CalibrationOptions(asked, recalls);
    Snapshot.open(collection.folder()).close(); // opening a store would make one
    try (Embedder embedder = Embedders.lazy(collection.model(model));
        VectorStore store = VectorStore.open(collection.folder(), embedder)) {
      return store.calibrate(options);
    }
  }

  private static void print(PrintWriter out, CalibrationReport report) {
    RecallCurve curve = report.curve();
    Labelled.print(out, "chunks", curve.chunks());
    Labelled.print(
        out,
        "questions",
        curve.questions()
            + (curve.given() ? " given" : " sampled")
            + " to measure by, "
            + report.questions()
            + " others to report on");
    curve
        .points()
        .forEach(
            (limit, points) -> {
              Labelled.print(out, "recall@" + limit, "asked of the graph: at least so much of all");
              points.forEach(
                  point ->
                      out.printf(Locale.ROOT, "  %14d %.4f%n", point.explored(), point.recall()));
            });
    out.printf("  %-10s %6s %8s  %s%n", "", "wanted", "asked", "found, of the other questions");
    report.rows().forEach(row -> print(out, row));
  }

  private static void print(PrintWriter out, Row row) {
    out.printf(
        Locale.ROOT,
        "  %-10s %6s %8s  %.4f ± %.4f%n",
        "recall@" + row.limit(),
        row.wanted(),
        row.explored().isPresent() ? row.explored().getAsInt() : "all",
        row.recall(),
        row.error());
  }

  private static ObjectNode object(CalibrationReport report) {
    ObjectNode object = Json.object();
    ObjectNode curve = object.putObject("curve");
    report.curve().toSettings().forEach(curve::put);
    object.put("reportQuestions", report.questions());
    var rows = object.putArray("reported");
    for (Row row : report.rows()) {
      ObjectNode each = rows.addObject().put("limit", row.limit()).put("wanted", row.wanted());
      row.explored().ifPresent(explored -> each.put("explored", explored));
      each.put("recall", row.recall()).put("error", row.error());
    }
    return object;
  }
}
