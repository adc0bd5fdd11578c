package dev.nearfield.cli;

import dev.nearfield.model.Explanation;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hits for people: where each is from, its text cut to the width of the page, and what was asked.
 */
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
      out.printf(
          Locale.ROOT,
          "  %4d  %8.4f  %8.4f  %s%n",
          hit.rank(),
          hit.score(),
          hit.distance(),
          citation(hit));
      details(hit).forEach(line -> out.printf("%28s%s%n", "", line));
    }
  }

  /** Source, page and headings, as far as they are known. */
  private static String citation(Hit hit) {
    String source = hit.source() == null ? hit.documentId() : hit.source();
    Integer page = hit.place().page();
    String heading = hit.place().heading();
    return source
        + (page == null ? "" : ", page " + page)
        + (heading == null ? "" : ", " + heading);
  }

  private static List<String> details(Hit hit) {
    List<String> lines = new ArrayList<>();
    if (hit.context() == null) {
      lines.add(OneLine.of(hit.text(), TEXT_WIDTH));
    } else {
      hit.context().lines().forEach(lines::add);
    }
    hit.highlights().forEach(piece -> lines.add("… " + OneLine.of(piece, Integer.MAX_VALUE)));
    Explanation explanation = hit.explanation();
    if (explanation != null) {
      lines.add(
          side("keyword", explanation.keyword()) + ", " + side("vector", explanation.vector()));
    }
    return lines;
  }

  private static String side(String name, Explanation.@Nullable Side side) {
    return side == null
        ? name + ": –"
        : String.format(
            Locale.ROOT,
            "%s: rank %d, score %.4f, adds %.4f",
            name,
            side.rank(),
            side.score(),
            side.share());
  }
}
