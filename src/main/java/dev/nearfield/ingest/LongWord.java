package dev.nearfield.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a word that is over the limit between its characters as a reader sees them (grapheme
 * clusters). A cluster that is over the limit itself is cut between code points.
 */
final class LongWord {
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  private final Budget budget;
  private final Span word;
  private final List<Unit> units = new ArrayList<>();

  private LongWord(Budget budget, Span word) {
    this.budget = budget;
    this.word = word;
  }

  static List<Unit> cut(Budget budget, Span word, int cost) {
    var cut = new LongWord(budget, word);
    cut.run(Math.max(1, (int) ((long) word.length() * budget.max() / cost)));
    return cut.units;
  }

  /** Guesses a length, halves it while a piece is too long, and doubles it after a short one. */
  private void run(int firstGuess) {
    int guess = firstGuess;
    for (int start = word.start(); start < word.end(); ) {
      Span piece = piece(start, guess);
      if (piece.trimmed(budget.text()) == null) {
        start = piece.end(); // White space between control characters is no border of words.
        continue;
      }
      int cost = budget.cost(piece);
      if (cost <= budget.max()) {
        units.add(new Unit(piece, cost, false));
        start = piece.end();
        guess = cost * 2 <= budget.max() ? guess * 2 : guess;
      } else if (piece.length() <= Character.charCount(budget.text().codePointAt(start))) {
        throw new IllegalArgumentException(
            "maxTokens must hold one character at least, and '%s' has %d tokens, more than %d."
                .formatted(piece.of(budget.text()), cost, budget.max()));
      } else {
        guess = Math.max(1, Math.min(guess, piece.length()) / 2);
      }
    }
  }

  /** As many clusters as have the length; or else one, where it fits; or else code points. */
  private Span piece(int start, int length) {
    int end = clusters(start, (int) Math.min((long) start + length, word.end()), false);
    if (end > start) {
      return new Span(start, end);
    }
    var cluster = new Span(start, clusters(start, budget.longest(start, word.end()), true));
    return cluster.length() > 0 && budget.fits(cluster)
        ? cluster
        : new Span(start, codePoints(start, (int) Math.min((long) start + length, word.end())));
  }

  /** Where the last of the clusters (or the one) ends that end at {@code most} or before. */
  private int clusters(int start, int most, boolean one) {
    int lookahead = Math.min(most + 1, word.end());
    Matcher clusters = CLUSTER.matcher(budget.text()).region(start, lookahead);
    int border = start;
    while (border < lookahead && clusters.lookingAt()) {
      // A cluster that ends with the region may go on after it, unless the word ends there.
      if (clusters.end() > most || (clusters.end() == lookahead && lookahead < word.end())) {
        break;
      }
      border = clusters.end();
      if (one) {
        break;
      }
      clusters.region(border, lookahead);
    }
    return border;
  }

  private int codePoints(int start, int most) {
    String text = budget.text();
    int border = Math.max(most, start + 1);
    boolean splitsPair =
        border < text.length()
            && Character.isHighSurrogate(text.charAt(border - 1))
            && Character.isLowSurrogate(text.charAt(border));
    if (!splitsPair) {
      return border;
    }
    return border - 1 > start ? border - 1 : border + 1;
  }
}
