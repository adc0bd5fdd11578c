package dev.nearfield.cli;

import java.util.Locale;

/** Sizes for people, in steps of a thousand as disks are sold. */
final class Bytes {
  private static final String UNITS = "kMGTPE";

  private Bytes() {}

  static String text(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.95) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", value, UNITS.charAt(unit));
  }
}
