package dev.nearfield.cli;

import dev.nearfield.store.ChunkLengths;
import java.io.PrintWriter;
import java.util.Collections;

/** A distribution as bars of block characters, an eighth of a character the finest step. */
final class Bars {
  private static final int WIDTH = 40;
  private static final int STEPS = 8;
  private static final String FULL = "█";
  private static final String PARTS = "▏▎▍▌▋▊▉";

  private Bars() {}

  static void print(PrintWriter out, ChunkLengths lengths) {
    if (lengths.counts().isEmpty()) {
      return;
    }
    int most = Collections.max(lengths.counts());
    int first = lengths.least() / lengths.width();
    for (int i = first; i < lengths.counts().size(); i++) {
      int from = i * lengths.width();
      int count = lengths.counts().get(i);
      out.printf("  %8d – %-8d %s %d%n", from, from + lengths.width() - 1, bar(count, most), count);
    }
  }

  /** At least the finest step for what is there at all. */
  static String bar(int count, int most) {
    long steps = (long) count * WIDTH * STEPS / most;
    if (count > 0 && steps == 0) {
      steps = 1;
    }
    int rest = (int) (steps % STEPS);
    return FULL.repeat((int) (steps / STEPS)) + (rest == 0 ? "" : PARTS.substring(rest - 1, rest));
  }
}
