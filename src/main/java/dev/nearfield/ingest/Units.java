package dev.nearfield.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a span into units that each fit the budget, no finer than is needed. */
final class Units {
  private final Budget budget;
  private final Locale locale;
  private final List<Unit> units = new ArrayList<>();

  private Units(Budget budget, Locale locale) {
    this.budget = budget;
    this.locale = locale;
  }

  /** The sentences of a span, and the parts of those that are too long. */
  static List<Unit> sentences(Budget budget, Span span, Locale locale) {
    var made = new Units(budget, locale);
    for (Span paragraph : Grain.PARAGRAPH.cut(budget.text(), span, locale)) {
      made.add(paragraph, Grain.SENTENCE, true);
    }
    return made.units;
  }

  /** The given spans, and the sentences or parts of those that are too long. */
  static List<Unit> paragraphs(Budget budget, List<Span> paragraphs, Locale locale) {
    var made = new Units(budget, locale);
    for (Span paragraph : paragraphs) {
      made.addOrCut(paragraph, Grain.SENTENCE, true);
    }
    return made.units;
  }

  private void add(Span span, Grain grain, boolean whole) {
    for (Span piece : grain.cut(budget.text(), span, locale)) {
      switch (grain) {
        case PARAGRAPH -> addOrCut(piece, Grain.SENTENCE, whole);
        case SENTENCE -> addOrCut(piece, Grain.LINE, whole);
        case LINE -> addOrCut(piece, Grain.WORD, false);
        case WORD -> addOrCutApart(piece);
      }
    }
  }

  private void addOrCut(Span untrimmed, Grain finer, boolean whole) {
    Span span = untrimmed.trimmed(budget.text());
    if (span == null) {
      return;
    }
    int cost = budget.cost(span);
    if (cost <= budget.max()) {
      units.add(new Unit(span, cost, whole));
    } else {
      add(span, finer, false);
    }
  }

  private void addOrCutApart(Span untrimmed) {
    Span word = untrimmed.trimmed(budget.text());
    if (word == null) {
      return;
    }
    int cost = budget.cost(word);
    if (cost <= budget.max()) {
      units.add(new Unit(word, cost, false));
    } else {
      units.addAll(LongWord.cut(budget, word, cost));
    }
  }
}
