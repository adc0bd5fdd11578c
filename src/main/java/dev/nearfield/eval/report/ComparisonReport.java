package dev.nearfield.eval.report;

import dev.nearfield.eval.Comparison;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.EvaluationReport;
import dev.nearfield.eval.Interval;
import dev.nearfield.eval.Measure;
import dev.nearfield.eval.SystemResult;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything worth telling of systems that answered the same queries: their figures and whether
 * they differ by more than chance, the queries that changed most, the failures worth reading, and
 * what it takes to run it again.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param provenance what it takes to run it again
 * @param evaluation what the systems answered and how good it was
 * @param comparison what of it is more than chance
 * @param findings what it shows, in sentences; the first names the best system, and each fusion
 *     that loses to one of its parts has one
 * @param shown the names of the systems whose answers are shown: the baseline and the best others
 * @param changes for each of these but the baseline, the queries that changed most against it
 * @param failures the failures worth reading
 * @param texts the documents that are shown
 */
public record ComparisonReport(
    Provenance provenance,
    EvaluationReport evaluation,
    Comparison comparison,
    List<String> findings,
    List<String> shown,
    List<ChangedQueries> changes,
    Failures failures,
    Map<String, DocumentText> texts) {

  /** With more systems only those with the baseline are tested; nobody reads a hundred pairs. */
  private static final int EACH_WITH_EACH = 10;

  private static final int SHOWN = 4;

  public ComparisonReport {
    findings = List.copyOf(findings);
    shown = List.copyOf(shown);
    changes = List.copyOf(changes);
    texts = Map.copyOf(texts);
  }

  /**
   * Compares systems by a measure: each with each while there are {@value #EACH_WITH_EACH} or
   * fewer, and each with the baseline otherwise.
   *
   * @param results the systems' results; of systems with different indexes, put those of several
   *     evaluations over the same queries into one
   * @param evaluation the queries and judgements that they were measured with
   * @param measure what is compared, one of the evaluation's measures
   * @param baseline the name of the system that others are compared with
   * @param texts where the texts of the documents that are shown are
   * @throws InvalidInputException when the systems cannot be compared; says why
   */
  public static ComparisonReport of(
      Provenance provenance,
      EvaluationReport results,
      Evaluation evaluation,
      Measure measure,
      String baseline,
      DocumentTexts texts) {
    Comparison comparison = compare(results.results(), measure, baseline);
    List<SystemResult> shown = shown(results.results(), measure, baseline);
    Answers answers = new Answers(evaluation, measure);
    List<ChangedQueries> changes =
        shown.stream().skip(1).map(system -> answers.changed(system, shown.getFirst())).toList();
    Failures failures =
        new FailureFinder(answers, evaluation.qrels(), results.results(), shown).find();
    return new ComparisonReport(
        provenance,
        results,
        comparison,
        new Findings(comparison, results.results()).sentences(),
        shown.stream().map(SystemResult::system).toList(),
        changes,
        failures,
        texts.of(documentsIn(changes, failures)));
  }

  private static Comparison compare(List<SystemResult> systems, Measure measure, String baseline) {
    try {
      systems.forEach(system -> Interval.ofMean(SystemRow.values(system, measure)));
      return systems.size() <= EACH_WITH_EACH
          ? Comparison.of(systems, measure, baseline)
          : Comparison.withBaseline(systems, measure, baseline);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "The systems cannot be compared by " + measure + ". " + e.getMessage(), e);
    }
  }

  /** The baseline, then the best others, best first. */
  private static List<SystemResult> shown(
      List<SystemResult> systems, Measure measure, String baseline) {
    List<SystemResult> shown = new ArrayList<>();
    systems.stream().filter(system -> system.system().equals(baseline)).forEach(shown::add);
    systems.stream()
        .filter(system -> !system.system().equals(baseline))
        .sorted(
            Comparator.comparingDouble((SystemResult system) -> system.scores().mean(measure))
                .reversed())
        .limit(SHOWN - 1L)
        .forEach(shown::add);
    return shown;
  }

  private static Set<String> documentsIn(List<ChangedQueries> changes, Failures failures) {
    Set<String> ids = new HashSet<>();
    Stream.of(
            changes.stream().flatMap(ComparisonReport::queries),
            failures.fusionLosses().stream().flatMap(ComparisonReport::queries),
            failures.hardest().stream())
        .flatMap(queries -> queries)
        .flatMap(query -> query.answers().stream())
        .flatMap(answer -> answer.best().stream())
        .forEach(document -> ids.add(document.documentId()));
    failures.deepest().forEach(document -> ids.add(document.documentId()));
    failures.unjudged().forEach(document -> ids.add(document.documentId()));
    return ids;
  }

  private static Stream<QueryAnswers> queries(ChangedQueries changed) {
    return Stream.concat(changed.better().stream(), changed.worse().stream());
  }

  /** What a shown document says; empty where it is not to be had. */
  DocumentText text(String documentId) {
    return texts.getOrDefault(documentId, DocumentText.UNKNOWN);
  }

  /** The results of a system. */
  SystemResult result(String system) {
    return evaluation.results().stream()
        .filter(result -> result.system().equals(system))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Writes the report in the form of the file's ending, over what stands there: {@code .html} for
   * one page that needs no network, {@code .json}, or {@code .md}.
   *
   * @throws InvalidInputException for another ending, and for HTML when the library of charts is
   *     not on the class path
   * @throws StorageException when the file cannot be written
   */
  public void write(Path file) {
    String text =
        switch (Form.of(file)) {
          case HTML -> new HtmlReport(this).text();
          case JSON -> new JsonReport(this).text();
          case MARKDOWN -> new MarkdownReport(this).text();
        };
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new StorageException("The report cannot be written to " + file + ": " + e, e);
    }
  }

  /**
   * Looks whether {@link #write} would know the form of a file, for an early refusal.
   *
   * @throws InvalidInputException as {@link #write}
   */
  public static void requireWritable(Path file) {
    if (Form.of(file) == Form.HTML) {
      ChartLibrary.require();
    }
  }

  private enum Form {
    HTML,
    JSON,
    MARKDOWN;

    static Form of(Path file) {
      String name = String.valueOf(file.getFileName());
      return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
        case "html", "htm" -> HTML;
        case "json" -> JSON;
        case "md" -> MARKDOWN;
        default ->
            throw new InvalidInputException(
                "The form of a report is told by its name, and '"
                    + name
                    + "' ends neither in .html nor in .json nor in .md.");
      };
    }
  }
}
