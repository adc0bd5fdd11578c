package dev.nearfield.cli;

import dev.nearfield.IngestReport;

/** The line that every command that adds documents prints: what was embedded and what was not. */
final class Counts {
  private Counts() {}

  static String of(IngestReport report) {
    return report.embedded()
        + " embedded, "
        + report.unchanged()
        + " unchanged"
        + (report.updated() == 0 ? "" : ", " + report.updated() + " updated without embedding");
  }
}
