package dev.nearfield.eval.report;

import java.awt.Color;

/**
 * A colour of the page by its name in the style sheet, where it differs by day and by night. Charts
 * are drawn in colours that stand for these.
 */
enum Ink {
  TEXT("--text"),
  MUTED("--muted"),
  LINE("--line"),
  BETTER("--better"),
  WORSE("--worse"),
  FIRST("--series-1"),
  SECOND("--series-2"),
  THIRD("--series-3"),
  FOURTH("--series-4");

  private final String variable;

  Ink(String variable) {
    this.variable = variable;
  }

  /** The ink of a system by its place among those shown. */
  static Ink ofSeries(int place) {
    return values()[FIRST.ordinal() + place];
  }

  String css() {
    return "var(" + variable + ")";
  }

  Color color() {
    return new Color(1, 0, ordinal());
  }

  /** How the library of vector graphics writes it. */
  String written() {
    return "rgb(1,0," + ordinal() + ")";
  }
}
