package dev.nearfield.ingest;

import java.util.ArrayList;
import java.util.List;

/** Collects the headings of a text in order, and makes its sections of them. */
final class Outline {
  /** A title is a label; the text keeps the whole of it. */
  private static final int LONGEST_TITLE = 200;

  private record Heading(int level, String title, int start, int bodyStart) {}

  private final List<Heading> headings = new ArrayList<>();

  /**
   * A heading.
   *
   * @param level 1 for the outermost
   * @param start where its line begins
   * @param bodyStart where its line ends
   */
  void heading(int level, String title, int start, int bodyStart) {
    String label = title.strip().replaceAll("\\s+", " ");
    if (label.length() > LONGEST_TITLE) {
      int cut = LONGEST_TITLE - 1;
      label = label.substring(0, Character.isHighSurrogate(label.charAt(cut - 1)) ? cut - 1 : cut);
      label += "…";
    }
    if (!label.isEmpty()) {
      headings.add(new Heading(level, label, start, bodyStart));
    }
  }

  /**
   * The sections of the text. A heading with nothing between it and a deeper one begins the deeper
   * one's section, because a chunk that is only a heading helps nobody.
   */
  List<Section> sections(String text) {
    var sections = new ArrayList<Section>();
    var path = new ArrayList<Heading>();
    int start = 0;
    int bodyStart = 0;
    for (Heading heading : headings) {
      boolean bodyIsBlank = isBlank(text, bodyStart, heading.start());
      boolean joins = bodyIsBlank && (path.isEmpty() || path.getLast().level() < heading.level());
      if (!joins) {
        sections.add(section(start, bodyStart, heading.start(), path));
        start = heading.start();
      }
      path.removeIf(above -> above.level() >= heading.level());
      path.add(heading);
      bodyStart = heading.bodyStart();
    }
    if (start < text.length()) {
      sections.add(section(start, bodyStart, text.length(), path));
    }
    return sections;
  }

  private static Section section(int start, int bodyStart, int end, List<Heading> path) {
    return new Section(start, bodyStart, end, path.stream().map(Heading::title).toList(), null);
  }

  private static boolean isBlank(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
