package dev.nearfield.eval.report;

import java.util.Map;

/** The part of a page that tells how to run it again. */
final class HtmlProvenance {
  private final ComparisonReport report;
  private final Markup page;

  HtmlProvenance(ComparisonReport report, Markup page) {
    this.report = report;
    this.page = page;
  }

  void section() {
    page.open("section", "id", "again", "aria-labelledby", "again-title").line();
    page.element("h2", "To run it again", "id", "again-title").line();
    page.open("pre").element("code", report.provenance().commandLine()).close("pre").line();
    page.open("dl").line();
    ProvenanceLines.of(report.provenance()).forEach(this::line);
    for (Map.Entry<String, String> settings : ProvenanceLines.settings(report).entrySet()) {
      line(settings.getKey(), settings.getValue());
    }
    page.close("dl").close("section").line();
  }

  private void line(String name, String value) {
    page.element("dt", name).element("dd", value).line();
  }
}
