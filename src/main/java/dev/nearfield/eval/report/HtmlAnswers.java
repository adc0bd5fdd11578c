package dev.nearfield.eval.report;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The parts of a page that are for reading: changed queries and failures. */
final class HtmlAnswers {
  private final ComparisonReport report;
  private final Markup page;

  HtmlAnswers(ComparisonReport report, Markup page) {
    this.report = report;
    this.page = page;
  }

  HtmlAnswers changes() {
    if (report.changes().isEmpty()) {
      return this;
    }
    begin("changes", "Queries that changed most");
    for (ChangedQueries changed : report.changes()) {
      queries(changed.system() + " is better than " + changed.other(), changed.better(), true);
      queries(changed.system() + " is worse than " + changed.other(), changed.worse(), true);
    }
    page.close("section").line();
    return this;
  }

  HtmlAnswers failures() {
    Failures failures = report.failures();
    begin("failures", "Failures worth reading");
    queries("Hard for every system", failures.hardest(), false);
    for (ChangedQueries losses : failures.fusionLosses()) {
      queries(
          "The fusion " + losses.system() + " loses most to its part " + losses.other(),
          losses.worse(),
          false);
    }
    placed(
        "Relevant, and in no system's first " + Failures.DEEP,
        "%,d of %,d relevant documents.".formatted(failures.deep(), failures.relevant()),
        failures.deepest());
    placed(
        "High up and never judged",
        "Of the first %d, judged are: %s. What is not judged counts as not relevant, so the figures are a lower bound."
            .formatted(
                Failures.TOP,
                failures.judgedShares().stream()
                    .map(share -> share.system() + " " + Figures.share(share.value()))
                    .collect(Collectors.joining(", "))),
        failures.unjudged());
    page.close("section").line();
    return this;
  }

  private void begin(String id, String title) {
    page.open("section", "id", id, "aria-labelledby", id + "-title").line();
    page.element("h2", title, "id", id + "-title").line();
  }

  private void queries(String title, List<QueryAnswers> queries, boolean open) {
    if (queries.isEmpty()) {
      return;
    }
    page.element("h3", title).line();
    for (QueryAnswers query : queries) {
      if (open && query == queries.getFirst()) {
        page.open("details", "open", "");
      } else {
        page.open("details");
      }
      page.open("summary").element("span", query.question(), "class", "question");
      page.element("span", values(query), "class", "values").close("summary").line();
      page.open("div", "class", "beside").line();
      query.answers().forEach(this::answer);
      page.close("div").close("details").line();
    }
  }

  private static String values(QueryAnswers query) {
    return query.answers().stream()
        .map(answer -> answer.system() + " " + Figures.value(answer.value()))
        .collect(Collectors.joining(" · "));
  }

  private void answer(SystemAnswer answer) {
    page.open("div").element("h4", answer.system()).open("ol").line();
    for (RankedDocument document : answer.best()) {
      page.open("li").open("span", "class", "title");
      grade(document.grade());
      page.text(heading(document.documentId())).close("span");
      page.open("span", "class", "detail").text(document.documentId());
      page.text(", " + Figures.score(document.score())).close("span").close("li").line();
    }
    page.close("ol");
    if (answer.best().isEmpty()) {
      page.element("p", "No answer.", "class", "note");
    }
    page.close("div").line();
  }

  private String heading(String documentId) {
    String heading = report.text(documentId).heading();
    return heading.isEmpty() ? documentId : heading;
  }

  private void grade(OptionalInt grade) {
    if (grade.isEmpty()) {
      page.element("span", "?", "class", "grade unjudged", "title", "not judged");
    } else {
      String kind = grade.getAsInt() > 0 ? "grade relevant" : "grade";
      page.element("span", "" + grade.getAsInt(), "class", kind, "title", "grade");
    }
  }

  private void placed(String title, String said, List<PlacedDocument> documents) {
    page.element("h3", title).line().element("p", said, "class", "note").line();
    if (documents.isEmpty()) {
      return;
    }
    page.open("div", "class", "wide").open("table", "class", "placed").line();
    page.open("thead").open("tr").element("th", "Query", "scope", "col");
    page.element("th", "Document", "scope", "col").element("th", "Ranks", "scope", "col");
    page.close("tr").close("thead").line().open("tbody").line();
    for (PlacedDocument document : documents) {
      page.open("tr").element("td", document.question()).open("td");
      grade(document.grade());
      page.text(heading(document.documentId()));
      page.element("span", document.documentId(), "class", "detail").close("td");
      page.element("td", ranks(document)).close("tr").line();
    }
    page.close("tbody").close("table").close("div").line();
  }

  static String ranks(PlacedDocument document) {
    return document.ranks().isEmpty()
        ? "not found"
        : document.ranks().entrySet().stream()
            .map(rank -> rank.getKey() + " " + rank.getValue())
            .collect(Collectors.joining(", "));
  }
}
