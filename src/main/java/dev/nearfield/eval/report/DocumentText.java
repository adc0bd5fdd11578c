package dev.nearfield.eval.report;

import dev.nearfield.model.SourceDocument;
import java.util.Objects;

/**
 * As much of a document as a reader needs to judge it.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param title empty when it has none
 * @param beginning how its text begins, on one line, {@value #LONGEST} characters at most
 */
public record DocumentText(String title, String beginning) {
  static final int LONGEST = 240;
  static final DocumentText UNKNOWN = new DocumentText("", "");

  /** The text of a document. */
  public static DocumentText of(SourceDocument document) {
    return new DocumentText(
        oneLine(Objects.requireNonNullElse(document.title(), "")), oneLine(document.text()));
  }

  private static String oneLine(String text) {
    String start = text.length() <= 4 * LONGEST ? text : text.substring(0, 4 * LONGEST);
    String line = start.strip().replaceAll("\\s+", " ");
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = LONGEST - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** What names the document to a reader: its title, or how its text begins. */
  String heading() {
    return title.isEmpty() ? beginning : title;
  }
}
