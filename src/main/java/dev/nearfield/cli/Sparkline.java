package dev.nearfield.cli;

import java.util.Collections;
import java.util.List;

/** Values in the order of time, drawn in one line of text from the least to the most. */
final class Sparkline {
  private static final String STEPS = "▁▂▃▄▅▆▇█";
  private static final int MOST = 40;

  private Sparkline() {}

  /** The last values; where all are equal, a line in the middle. */
  static String of(List<Double> values) {
    List<Double> shown = values.subList(Math.max(0, values.size() - MOST), values.size());
    double least = Collections.min(shown);
    double spread = Collections.max(shown) - least;
    StringBuilder line = new StringBuilder();
    for (double value : shown) {
      double height = spread == 0 ? 0.5 : (value - least) / spread;
      line.append(STEPS.charAt((int) Math.min(STEPS.length() - 1.0, height * STEPS.length())));
    }
    return line.toString();
  }
}
