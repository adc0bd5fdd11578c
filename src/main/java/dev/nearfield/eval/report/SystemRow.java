package dev.nearfield.eval.report;

import dev.nearfield.eval.Comparison;
import dev.nearfield.eval.Interval;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemPair;
import dev.nearfield.eval.SystemResult;
import java.util.stream.Collectors;

/** What the tables of HTML and Markdown show of a system. */
final class SystemRow {
  private static final double STRONG = 0.01;

  private final SystemResult result;
  private final Comparison comparison;

  SystemRow(SystemResult result, Comparison comparison) {
    this.result = result;
    this.comparison = comparison;
  }

  static double[] values(SystemResult result, Measure measure) {
    return result.scores().perQuery(measure).values().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  String name() {
    return result.system();
  }

  /** In the order of the settings; empty when its name says enough. */
  String settings() {
    return result.settings().entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  String mean(Measure measure) {
    return Figures.value(result.scores().mean(measure));
  }

  /** Half the width of the interval of the measure that is compared. */
  String margin() {
    Interval interval = Interval.ofMean(values(result, comparison.measure()));
    return "±" + Figures.end((interval.high() - interval.low()) / 2).replace("+", "");
  }

  boolean isBaseline() {
    return result.system().equals(comparison.baseline());
  }

  String difference() {
    return comparison
        .withBaseline(result.system())
        .map(pair -> Figures.difference(pair.difference()))
        .orElse("baseline");
  }

  /** One star for significant, two for strongly so; by the corrected randomisation test. */
  String mark() {
    return comparison.withBaseline(result.system()).map(SystemRow::mark).orElse("");
  }

  static String mark(SystemPair pair) {
    if (!pair.isSignificant()) {
      return "";
    }
    return pair.randomisation().corrected() < STRONG ? "**" : "*";
  }

  String p50() {
    return Figures.milliseconds(result.latency().p50());
  }

  String p99() {
    return Figures.milliseconds(result.latency().p99());
  }
}
