package dev.nearfield.eval.report;

import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemPair;
import dev.nearfield.eval.SystemResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A report as Markdown, without the charts. */
final class MarkdownReport {
  private final ComparisonReport report;
  private final EvaluationReport evaluation;
  private final Measure measure;
  private final StringBuilder text = new StringBuilder();

  MarkdownReport(ComparisonReport report) {
    this.report = report;
    this.evaluation = report.evaluation();
    this.measure = report.comparison().measure();
  }

  String text() {
    line("# " + plain(evaluation.dataset() + ", " + evaluation.split()));
    line("");
    line(
        "%d documents, %d queries, compared by %s."
            .formatted(evaluation.documents(), evaluation.queries(), measure));
    line("");
    report.findings().forEach(finding -> line("- " + plain(finding)));
    heading("Systems");
    systems();
    if (!report.comparison().pairs().isEmpty()) {
      heading("Differences");
      pairs();
    }
    if (!report.changes().isEmpty()) {
      heading("Queries that changed most");
      for (ChangedQueries changed : report.changes()) {
        queries(changed.system() + " is better than " + changed.other(), changed.better());
        queries(changed.system() + " is worse than " + changed.other(), changed.worse());
      }
    }
    heading("Failures worth reading");
    failures(report.failures());
    heading("To run it again");
    provenance();
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void heading(String title) {
    line("");
    line("## " + title);
    line("");
  }

  /** A text from outside on one line, without a meaning in Markdown or HTML. */
  static String plain(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_{}\\[\\]|#~>])", "\\\\$1");
  }

  private void row(List<String> cells) {
    line(cells.stream().collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void rule(int left, int right) {
    List<String> rule = new ArrayList<>();
    for (int i = 0; i < left + right; i++) {
      rule.add(i < left ? "---" : "---:");
    }
    row(rule);
  }

  private void systems() {
    List<Measure> measures = evaluation.results().getFirst().scores().measures();
    List<String> head = new ArrayList<>(List.of("system", "Δ " + measure, "± 95 %"));
    measures.forEach(each -> head.add(each.toString()));
    head.addAll(List.of("p50 ms", "p99 ms"));
    row(head);
    rule(1, head.size() - 1);
    for (SystemResult result : evaluation.results()) {
      SystemRow row = new SystemRow(result, report.comparison());
      List<String> cells = new ArrayList<>();
      cells.add(plain(row.name()));
      cells.add(row.difference() + row.mark().replace("*", "\\*"));
      cells.add(row.margin());
      measures.forEach(each -> cells.add(row.mean(each)));
      cells.addAll(List.of(row.p50(), row.p99()));
      row(cells);
    }
    if (!report.comparison().pairs().isEmpty()) {
      line("");
      line(
          "\\* p < .05, \\*\\* p < .01 against %s by Fisher's randomisation test, corrected by Holm's method."
              .formatted(plain(report.comparison().baseline())));
    }
  }

  private void pairs() {
    row(
        List.of(
            "system",
            "against",
            "difference",
            "95 % interval",
            "wins",
            "ties",
            "losses",
            "p, randomisation",
            "p, Student's t"));
    rule(2, 7);
    for (SystemPair pair : report.comparison().pairs()) {
      row(
          List.of(
              plain(pair.first()),
              plain(pair.second()),
              Figures.difference(pair.difference()) + SystemRow.mark(pair).replace("*", "\\*"),
              Figures.end(pair.interval().low()) + " to " + Figures.end(pair.interval().high()),
              "" + pair.wins(),
              "" + pair.ties(),
              "" + pair.losses(),
              Figures.p(pair.randomisation().corrected()),
              Figures.p(pair.student().corrected())));
    }
    line("");
    line("Both p-values are corrected for all comparisons of this table; the intervals are not.");
  }

  private void queries(String title, List<QueryAnswers> queries) {
    if (queries.isEmpty()) {
      return;
    }
    line("### " + plain(title));
    line("");
    for (QueryAnswers query : queries) {
      line("**" + plain(query.question()) + "**");
      line("");
      row(query.answers().stream().map(MarkdownReport::answer).toList());
      rule(query.answers().size(), 0);
      int rows = query.answers().stream().mapToInt(answer -> answer.best().size()).max().orElse(0);
      for (int rank = 0; rank < rows; rank++) {
        int at = rank;
        row(query.answers().stream().map(answer -> cell(answer.best(), at)).toList());
      }
      line("");
    }
  }

  private static String answer(SystemAnswer answer) {
    return plain(answer.system()) + " " + Figures.value(answer.value());
  }

  private String cell(List<RankedDocument> best, int at) {
    if (at >= best.size()) {
      return "";
    }
    RankedDocument document = best.get(at);
    return "%d. %s %s (%s, %s)"
        .formatted(
            document.rank(),
            grade(document.grade()),
            plain(report.text(document.documentId()).heading()),
            plain(document.documentId()),
            Figures.score(document.score()));
  }

  private static String grade(OptionalInt grade) {
    return grade.isEmpty() ? "(?)" : "(" + grade.getAsInt() + ")";
  }

  private void failures(Failures failures) {
    queries("Hard for every system", failures.hardest());
    for (ChangedQueries losses : failures.fusionLosses()) {
      queries(
          "The fusion " + losses.system() + " loses most to its part " + losses.other(),
          losses.worse());
    }
    line("### Relevant, and in no system's first " + Failures.DEEP);
    line("");
    line("%d of %d relevant documents.".formatted(failures.deep(), failures.relevant()));
    placed(failures.deepest());
    line("### High up and never judged");
    line("");
    line(
        "Of the first %d, judged are: %s."
            .formatted(
                Failures.TOP,
                failures.judgedShares().stream()
                    .map(share -> plain(share.system()) + " " + Figures.share(share.value()))
                    .collect(Collectors.joining(", "))));
    placed(failures.unjudged());
  }

  private void placed(List<PlacedDocument> documents) {
    line("");
    if (documents.isEmpty()) {
      return;
    }
    row(List.of("query", "document", "ranks"));
    rule(3, 0);
    for (PlacedDocument document : documents) {
      row(
          List.of(
              plain(document.question()),
              grade(document.grade())
                  + " "
                  + plain(report.text(document.documentId()).heading())
                  + " ("
                  + plain(document.documentId())
                  + ")",
              plain(HtmlAnswers.ranks(document))));
    }
    line("");
  }

  private void provenance() {
    line("    " + report.provenance().commandLine().replaceAll("[\\r\\n]", " "));
    line("");
    row(List.of("", ""));
    rule(2, 0);
    ProvenanceLines.of(report.provenance())
        .forEach((name, value) -> row(List.of(name, plain(value))));
    ProvenanceLines.settings(report)
        .forEach((name, value) -> row(List.of(plain(name), plain(value))));
  }
}
