package dev.nearfield.cli;

import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import java.io.PrintWriter;
import java.util.Locale;

/** Hits for people: a line a hit, the text cut to the width of the page. */
final class HitTable {
  private static final int TEXT_WIDTH = 72;

  private HitTable() {}

  static void print(PrintWriter out, Hits hits) {
    if (hits.isEmpty()) {
      out.println("  nothing found");
      return;
    }
    out.printf("  %4s  %8s  %8s  %s%n", "rank", "score", "distance", "source and text");
    for (Hit hit : hits) {
      String source = hit.source() == null ? hit.documentId() : hit.source();
      out.printf(
          Locale.ROOT,
          "  %4d  %8.4f  %8.4f  %s%n%28s%s%n",
          hit.rank(),
          hit.score(),
          hit.distance(),
          source,
          "",
          cut(hit.text()));
    }
  }

  private static String cut(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= TEXT_WIDTH ? line : line.substring(0, TEXT_WIDTH - 1) + "…";
  }
}
