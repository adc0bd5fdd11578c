package dev.nearfield.ingest;

import dev.nearfield.model.TokenCounter;

/**
 * A limit of tokens and how they are counted.
 *
 * @param text what the spans are of
 * @param tokens the model's counter
 * @param max the most tokens in a chunk
 */
record Budget(String text, TokenCounter tokens, int max) {
  /** English has four or five characters a token, and so has most code. */
  private static final int MOST_CHARS_PER_TOKEN = 32;

  /** What a span costs: its tokens, and more where it is longer than they can stand for. */
  int cost(Span span) {
    int least = (span.length() + MOST_CHARS_PER_TOKEN - 1) / MOST_CHARS_PER_TOKEN;
    // A span that is too long anyway is not worth counting.
    return least > max ? least : Math.max(least, tokens.count(span.of(text)));
  }

  /** Where a span from {@code start} that fits ends at the latest. */
  int longest(int start, int end) {
    return (int) Math.min(start + (long) max * MOST_CHARS_PER_TOKEN, end);
  }

  boolean fits(Span span) {
    return cost(span) <= max;
  }

  static int checked(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("maxTokens must be >= 1, got " + max + ".");
    }
    return max;
  }
}
