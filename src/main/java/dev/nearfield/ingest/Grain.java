package dev.nearfield.ingest;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ways to cut a text into pieces, from coarse to fine. The pieces of a span cover it. */
enum Grain {
  /** Apart by a blank line. */
  PARAGRAPH,
  SENTENCE,
  LINE,
  /**
   * What a line may be broken after: a word with its punctuation, a hyphenated part, a CJK sign.
   */
  WORD;

  List<Span> cut(String text, Span span, Locale locale) {
    return switch (this) {
      case PARAGRAPH -> lines(text, span, true);
      case SENTENCE -> breaks(BreakIterator.getSentenceInstance(locale), text, span);
      case LINE -> lines(text, span, false);
      case WORD -> breaks(BreakIterator.getLineInstance(locale), text, span);
    };
  }

  private static List<Span> breaks(BreakIterator rules, String text, Span span) {
    var pieces = new ArrayList<Span>();
    rules.setText(span.of(text));
    int from = rules.first();
    for (int to = rules.next(); to != BreakIterator.DONE; to = rules.next()) {
      pieces.add(new Span(span.start() + from, span.start() + to));
      from = to;
    }
    return pieces;
  }

  private static List<Span> lines(String text, Span span, boolean untilBlank) {
    var pieces = new ArrayList<Span>();
    int pieceStart = span.start();
    int lineStart = span.start();
    boolean pieceHasText = false;
    for (int i = span.start(); i < span.end(); i++) {
      if (text.charAt(i) != '\n') {
        continue;
      }
      boolean blank = new Span(lineStart, i).trimmed(text) == null;
      pieceHasText |= !blank;
      lineStart = i + 1;
      if (pieceHasText && (blank || !untilBlank)) {
        pieces.add(new Span(pieceStart, lineStart));
        pieceStart = lineStart;
        pieceHasText = false;
      }
    }
    if (pieceStart < span.end()) {
      pieces.add(new Span(pieceStart, span.end()));
    }
    return pieces;
  }
}
