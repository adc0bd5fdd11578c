package dev.nearfield.scale;

import dev.nearfield.bench.Surroundings;
import dev.nearfield.scale.Growth.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Tables, fitted exponents and charts of growing collections. */
final class GrowthReport {
  private static final double MEGA = 1e6;

  private static final List<Curve> CURVES =
      List.of(
          curve("building, s", 3, f -> f.built().seconds()),
          curve("optimising, s", 3, Figures::optimizeSeconds),
          curve("heap while building, MB", 1, f -> f.built().mostHeapBytes() / MEGA),
          curve("p50 as merged, ms", 3, f -> f.merged().speed().p50Ms()),
          curve("p50 optimised, ms", 3, f -> f.optimized().speed().p50Ms()),
          curve("searches/s as merged", 0, f -> f.merged().speed().perSecond()),
          curve("searches/s optimised", 0, f -> f.optimized().speed().perSecond()),
          curve("heap of a snapshot, MB", 2, f -> f.optimized().heapBytes() / MEGA),
          curve("outside the heap, MB", 1, f -> f.optimized().offHeapBytes() / MEGA),
          curve("disk, MB", 1, f -> f.optimized().disk() / MEGA),
          curve("opened by a new process, ms", 1, f -> f.openedProcess().openMs()),
          curve("opened once more, ms", 2, f -> f.openedHere().openMs()),
          curve("updates/s", 0, f -> f.updated().perSecond()));

  private static final Map<String, List<String>> CHARTS = charts();

  private GrowthReport() {}

  private record Curve(String name, int digits, ToDoubleFunction<Figures> figure) {
    Map<Integer, Double> points(Map<Integer, Figures> all) {
      Map<Integer, Double> points = new TreeMap<>();
      all.forEach(
          (size, figures) -> {
            double y = figure.applyAsDouble(figures);
            if (y > 0) {
              points.put(size, y);
            }
          });
      return points;
    }
  }

  private static Curve curve(String name, int digits, ToDoubleFunction<Figures> figure) {
    return new Curve(name, digits, figure);
  }

  private static Map<String, List<String>> charts() {
    Map<String, List<String>> charts = new LinkedHashMap<>();
    charts.put("growth-building", List.of("building, s", "optimising, s"));
    charts.put("growth-search", List.of("p50 as merged, ms", "p50 optimised, ms"));
    charts.put(
        "growth-space",
        List.of(
            "disk, MB",
            "outside the heap, MB",
            "heap while building, MB",
            "heap of a snapshot, MB"));
    charts.put("growth-opening", List.of("opened by a new process, ms", "opened once more, ms"));
    return charts;
  }

  static void write(Path folder, Surroundings now, int real, Map<Integer, Figures> all)
      throws IOException {
    StringBuilder page = new StringBuilder("# Growth\n\n").append(now.markdown());
    page.append(
        String.format(
            Locale.ROOT,
            "%nThe first %,d chunks are real sentences; those beyond are real ones with Gaussian"
                + " noise of length %.1f. Recall@10 of at least %.2f on questions that are not in"
                + " the collection, one thread.%n%n",
            real,
            Stock.NOISE,
            Searching.WANTED));
    curves(page, all);
    search(page, all);
    disk(page, all);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("growth.md"), page);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("surroundings", now.markdown().strip());
    root.put("real", real);
    root.put("sizes", all);
    Stages.write(folder.resolve("growth.json"), root);
    if (all.size() > 1) {
      for (var chart : CHARTS.entrySet()) {
        Map<String, Map<Integer, Double>> lines = new LinkedHashMap<>();
        CURVES.stream()
            .filter(curve -> chart.getValue().contains(curve.name))
            .forEach(curve -> lines.put(curve.name, curve.points(all)));
        LogLogChart.write(folder.resolve(chart.getKey() + ".svg"), lines);
      }
    }
  }

  private static void curves(StringBuilder page, Map<Integer, Figures> all) {
    page.append("| |");
    all.keySet().forEach(size -> page.append(String.format(Locale.ROOT, " %,d |", size)));
    page.append(" grows as | 10 M | 100 M |\n| --- |");
    page.append(" --- |".repeat(all.size() + 3)).append('\n');
    for (Curve curve : CURVES) {
      page.append("| ").append(curve.name).append(" |");
      Map<Integer, Double> points = curve.points(all);
      for (Integer size : all.keySet()) {
        page.append(number(curve.digits, points.getOrDefault(size, 0.0)));
      }
      if (points.size() > 1) {
        PowerLaw law = PowerLaw.through(points);
        page.append(' ').append(law).append(" |");
        page.append(number(curve.digits, law.at(1e7))).append(number(curve.digits, law.at(1e8)));
      } else {
        page.append(" – | – | – |");
      }
      page.append('\n');
    }
  }

  private static String number(int digits, double value) {
    return String.format(Locale.ROOT, " %,." + (value >= 1_000 ? 0 : digits) + "f |", value);
  }

  private static void search(StringBuilder page, Map<Integer, Figures> all) {
    page.append(
        "\n| chunks | state | segments | candidates | recall@10 | p50, ms | p99, ms | searches/s"
            + " (least to most) |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    all.forEach(
        (size, figures) -> {
          row(page, size, "as merged", figures.merged().segments(), figures.merged().speed());
          row(page, size, "optimised", figures.optimized().segments(), figures.optimized().speed());
          row(page, size, "1,000 updated", figures.updated().segments(), figures.updated().after());
        });
  }

  private static void row(
      StringBuilder page, int size, String state, int segments, Searching.Speed speed) {
    page.append(
        String.format(
            Locale.ROOT,
            "| %,d | %s | %d | %d | %.4f | %.3f | %.3f | %.0f (%.0f to %.0f) |%n",
            size,
            state,
            segments,
            speed.candidates(),
            speed.recall(),
            speed.p50Ms(),
            speed.p99Ms(),
            speed.perSecond(),
            speed.least(),
            speed.most()));
  }

  private static void disk(StringBuilder page, Map<Integer, Figures> all) {
    List<String> parts =
        all.values().iterator().next().optimized().diskBytes().keySet().stream().sorted().toList();
    page.append("\nMegabytes on the disk by part, optimised:\n\n| chunks | ")
        .append(String.join(" | ", parts))
        .append(" | all |\n| --- |")
        .append(" --- |".repeat(parts.size() + 1))
        .append('\n');
    all.forEach(
        (size, figures) -> {
          page.append(String.format(Locale.ROOT, "| %,d |", size));
          for (String part : parts) {
            page.append(number(1, figures.optimized().diskBytes().getOrDefault(part, 0L) / MEGA));
          }
          page.append(number(1, figures.optimized().disk() / MEGA)).append('\n');
        });
  }
}
