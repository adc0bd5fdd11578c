package dev.nearfield.eval.report;

import java.util.Locale;

/** Figures as people read them. */
final class Figures {
  private static final double SMALLEST_P = 0.001;

  private Figures() {}

  static String value(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** With its sign, the minus sign as long as the plus. */
  static String difference(double value) {
    return signed(String.format(Locale.ROOT, "%+.4f", value));
  }

  /** A shorter difference, for the ends of intervals. */
  static String end(double value) {
    return signed(String.format(Locale.ROOT, "%+.3f", value));
  }

  private static String signed(String number) {
    return number.matches("[-+]0\\.0+") ? "0" + number.substring(2) : number.replace('-', '−');
  }

  static String p(double p) {
    return p < SMALLEST_P ? "< .001" : String.format(Locale.ROOT, "%.3f", p).replaceFirst("^0", "");
  }

  /** To stand behind "p". */
  static String comparedP(double p) {
    return p < SMALLEST_P ? p(p) : "= " + p(p);
  }

  static String milliseconds(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }

  static String share(double value) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * value);
  }

  static String score(float score) {
    return String.format(Locale.ROOT, Math.abs(score) < 1 ? "%.4f" : "%.2f", score);
  }
}
