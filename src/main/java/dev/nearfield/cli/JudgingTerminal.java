package dev.nearfield.cli;

import dev.nearfield.Snapshot;
import dev.nearfield.eval.JudgingSession;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judging line by line: shows a question and the passage of a document that fits it best, and reads
 * a grade. Says nothing of which system found the document.
 */
final class JudgingTerminal {
  private static final int LONGEST_PASSAGE = 1_500;

  private final BufferedReader in;
  private final PrintWriter out;
  private final Snapshot snapshot;
  private final Function<String, SearchRequest> passages;
  private final int bestGrade;

  /**
   * @param passages how a question finds the passage of a document that is shown
   * @param bestGrade the best grade that may be given
   */
  JudgingTerminal(
      BufferedReader in,
      PrintWriter out,
      Snapshot snapshot,
      Function<String, SearchRequest> passages,
      int bestGrade) {
    this.in = in;
    this.out = out;
    this.snapshot = snapshot;
    this.passages = passages;
    this.bestGrade = bestGrade;
  }

  /** Goes on until all is judged, or the user quits, or the input ends. */
  void judge(JudgingSession session) throws IOException {
    boolean goesOn = true;
    while (goesOn && session.current().isPresent()) {
      JudgingSession.Candidate candidate = session.current().get();
      show(session, candidate);
      goesOn = answer(session, candidate);
    }
  }

  private void show(JudgingSession session, JudgingSession.Candidate candidate) {
    out.printf(
        "%n%d judged, %d to go%n%n  %s%n%n",
        session.judged(), session.left(), candidate.query().text());
    Optional<SourceDocument> document = snapshot.get(candidate.documentId());
    String title = document.map(SourceDocument::title).orElse(null);
    out.println("  " + candidate.documentId() + (title == null ? "" : ": " + title));
    String passage = passage(candidate);
    print(
        passage.length() <= LONGEST_PASSAGE
            ? passage
            : passage.substring(0, LONGEST_PASSAGE) + "…");
  }

  private String passage(JudgingSession.Candidate candidate) {
    Hits best =
        snapshot.search(
            passages
                .apply(candidate.query().text())
                .where(Filters.eq(Key.ID, candidate.documentId()))
                .limit(1));
    for (Hit hit : best) {
      return hit.text();
    }
    return text(candidate);
  }

  private String text(JudgingSession.Candidate candidate) {
    return snapshot.get(candidate.documentId()).map(SourceDocument::text).orElse("");
  }

  private void print(String text) {
    String shown = text.isBlank() ? "(no text)" : text.strip();
    shown.lines().forEach(line -> out.println("  | " + line));
  }

  /** Reads lines until one is a grade or a command; false to end. */
  private boolean answer(JudgingSession session, JudgingSession.Candidate candidate)
      throws IOException {
    while (true) {
      out.printf("%ngrade 0 to %d, t whole text, l later, q quit > ", bestGrade);
      out.flush();
      String line = in.readLine();
      if (line == null) {
        out.println();
        return false;
      }
      String word = line.strip();
      switch (word) {
        case "q" -> {
          return false;
        }
        case "l" -> {
          session.postpone();
          return true;
        }
        case "t" -> print(text(candidate));
        default -> {
          if (word.length() == 1 && word.charAt(0) >= '0' && word.charAt(0) <= '0' + bestGrade) {
            session.judge(word.charAt(0) - '0');
            return true;
          }
          out.printf("'%s' is none of these.%n", OneLine.of(word, 40));
        }
      }
    }
  }
}
