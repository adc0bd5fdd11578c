package dev.nearfield.eval.report;

import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemPair;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A report as one page, which needs no network and no script. */
final class HtmlReport {
  private static final String STYLE = "report.css";

  /** The page itself forbids everything but the styles that stand in it. */
  private static final String NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'";

  private final ComparisonReport report;
  private final EvaluationReport evaluation;
  private final Measure measure;
  private final Markup page = new Markup();

  HtmlReport(ComparisonReport report) {
    this.report = report;
    this.evaluation = report.evaluation();
    this.measure = report.comparison().measure();
  }

  String text() {
    ChartLibrary.require();
    String title = evaluation.dataset() + ", " + evaluation.split();
    page.trusted("<!DOCTYPE html>\n").open("html", "lang", "en").line().open("head").line();
    page.open("meta", "charset", "utf-8").line();
    page.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.open("meta", "http-equiv", "Content-Security-Policy", "content", NOTHING_ELSE).line();
    page.element("title", title + ": comparison").line();
    page.open("style").line().trusted(style()).close("style").line().close("head").line();
    page.open("body").line().open("main").line();
    header();
    section("systems", "Systems", this::systems);
    if (!report.comparison().pairs().isEmpty()) {
      section("pairs", "Differences", this::pairs);
    }
    section("charts", "Query by query", this::charts);
    new HtmlAnswers(report, page).changes().failures();
    new HtmlProvenance(report, page).section();
    page.close("main").line().close("body").line().close("html").line();
    return page.toString();
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(STYLE), STYLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StorageException("The jar of this library cannot be read: " + e, e);
    }
  }

  private void section(String id, String title, Consumer<Markup> content) {
    page.open("section", "id", id, "aria-labelledby", id + "-title").line();
    page.element("h2", title, "id", id + "-title").line();
    content.accept(page);
    page.close("section").line();
  }

  private void header() {
    page.open("header").line();
    page.element("p", "Nearfield evaluation", "class", "eyebrow").line();
    page.open("h1").text(evaluation.dataset()).element("span", evaluation.split() + " queries");
    page.close("h1").line();
    page.element("p", size(), "class", "size").line();
    page.open("ul", "class", "findings").line();
    report.findings().forEach(finding -> page.element("li", finding).line());
    page.close("ul").line().close("header").line();
  }

  private String size() {
    return "%,d documents, %,d queries, %s compared by %s"
        .formatted(
            evaluation.documents(),
            evaluation.queries(),
            evaluation.results().size() == 1
                ? "one system"
                : evaluation.results().size() + " systems",
            measure);
  }

  private void systems(Markup page) {
    List<Measure> measures = evaluation.results().getFirst().scores().measures();
    page.open("div", "class", "wide").open("table").line().open("thead").open("tr");
    page.element("th", "System", "scope", "col");
    head("Δ " + measure);
    head("± 95 %");
    for (Measure each : measures) {
      if (each.equals(measure)) {
        page.element("th", each.toString(), "scope", "col", "class", "number compared");
      } else {
        head(each.toString());
      }
    }
    head("p50 ms");
    head("p99 ms");
    page.close("tr").close("thead").line().open("tbody").line();
    evaluation.results().forEach(result -> system(result, measures));
    page.close("tbody").close("table").close("div").line();
    page.element("p", note(), "class", "note").line();
  }

  private String note() {
    int pairs = report.comparison().pairs().size();
    String tests =
        pairs == 0
            ? ""
            : "* p < .05, ** p < .01 against %s by Fisher's randomisation test, corrected by Holm's method for %s. "
                .formatted(
                    report.comparison().baseline(),
                    pairs == 1 ? "one comparison" : pairs + " comparisons");
    return tests
        + "± is half the 95 %% interval of the mean of %s. Times are from the question's text to the ranking."
            .formatted(measure);
  }

  private void head(String text) {
    page.element("th", text, "scope", "col", "class", "number");
  }

  private void number(String text) {
    page.element("td", text, "class", "number");
  }

  private void system(SystemResult result, List<Measure> measures) {
    SystemRow row = new SystemRow(result, report.comparison());
    page.open("tr").open("th", "scope", "row");
    swatch(result.system());
    page.text(row.name());
    if (!row.settings().isEmpty()) {
      page.element("span", row.settings(), "class", "settings");
    }
    page.close("th");
    page.open("td", "class", "number").text(row.difference());
    page.element("span", row.mark(), "class", "mark").close("td");
    number(row.margin());
    for (Measure each : measures) {
      String kind = each.equals(measure) ? "number compared" : "number";
      page.element("td", row.mean(each), "class", kind);
    }
    number(row.p50());
    number(row.p99());
    page.close("tr").line();
  }

  /** The colour of a system in the charts. */
  private void swatch(String system) {
    int place = report.shown().indexOf(system);
    if (place >= 0) {
      page.element("i", "", "class", "swatch series-" + (place + 1));
    }
  }

  private void pairs(Markup page) {
    page.open("div", "class", "wide").open("table").line().open("thead").open("tr");
    page.element("th", "System", "scope", "col").element("th", "Against", "scope", "col");
    head("Difference");
    head("95 % interval");
    head("Wins");
    head("Ties");
    head("Losses");
    head("p, randomisation");
    head("p, Student's t");
    page.close("tr").close("thead").line().open("tbody").line();
    report.comparison().pairs().forEach(this::pair);
    page.close("tbody").close("table").close("div").line();
    page.element(
            "p",
            "Wins and losses are counted in queries. Both p-values are corrected for "
                + "all comparisons of this table; the intervals are not. Believe the"
                + " randomisation test: it assumes nothing about how the differences spread.",
            "class",
            "note")
        .line();
  }

  private void pair(SystemPair pair) {
    page.open("tr").element("th", pair.first(), "scope", "row").element("td", pair.second());
    page.open("td", "class", "number").text(Figures.difference(pair.difference()));
    page.element("span", SystemRow.mark(pair), "class", "mark").close("td");
    number(Figures.end(pair.interval().low()) + " to " + Figures.end(pair.interval().high()));
    number(Integer.toString(pair.wins()));
    number(Integer.toString(pair.ties()));
    number(Integer.toString(pair.losses()));
    number(Figures.p(pair.randomisation().corrected()));
    number(Figures.p(pair.student().corrected()));
    page.close("tr").line();
  }

  private void charts(Markup page) {
    List<SystemResult> shown = report.shown().stream().map(report::result).toList();
    SystemResult baseline = shown.getFirst();
    if (shown.size() > 1) {
      page.open("div", "class", "scatters").line();
      for (int i = 1; i < shown.size(); i++) {
        String name = shown.get(i).system() + " against " + baseline.system();
        figure(
            name
                + ", a dot for each query; larger where several lie. "
                + report
                    .comparison()
                    .withBaseline(shown.get(i).system())
                    .map(this::count)
                    .orElse(""),
            Charts.scatter("scatter-" + i, shown.get(i), baseline, measure));
      }
      page.close("div").line();
    }
    figure(
        "How many queries have which " + measure + ": 0, up to .2 and so on below 1, and 1.",
        Charts.distributions("distribution", shown, measure));
    page.open("p", "class", "legend");
    shown.forEach(
        system -> {
          page.open("span");
          swatch(system.system());
          page.text(system.system()).close("span");
        });
    page.close("p").line();
    recall()
        .ifPresent(
            recall ->
                figure(
                    recall + " against the time of a search; up and to the left is better.",
                    Charts.recallAgainstLatency(
                        "latency", evaluation.results(), report.shown(), recall)));
  }

  private String count(SystemPair pair) {
    return pair.wins() + " above the line, " + pair.losses() + " below, " + pair.ties() + " on it.";
  }

  private Optional<Measure> recall() {
    return evaluation.results().getFirst().scores().measures().stream()
        .filter(each -> each.kind() == Measure.Kind.RECALL)
        .findFirst();
  }

  private void figure(String caption, String chart) {
    page.open("figure").trusted(chart).element("figcaption", caption).close("figure").line();
  }
}
