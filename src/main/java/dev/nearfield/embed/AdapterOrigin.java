package dev.nearfield.embed;

import java.time.Instant;
import java.util.Locale;

/**
 * What an adapter was learned from, and what it gained on queries that were held back.
 *
 * {@snippet class="dev.nearfield.examples.AdapterExamplesTest" region="apply"}
 *
 * @param trained when
 * @param judgements their name, such as {@code scifact/train}
 * @param queries how many queries it was learned from
 * @param epochs how often it saw each of them
 * @param strength what the learned weights were multiplied by, 0 to 1
 * @param measure what was measured on the queries held back, such as {@code hybrid nDCG@10}
 * @param heldBack how many queries were held back
 * @param before the measure without the adapter
 * @param after the measure with it
 */
public record AdapterOrigin(
    Instant trained,
    String judgements,
    int queries,
    int epochs,
    double strength,
    String measure,
    int heldBack,
    double before,
    double after) {

  public AdapterOrigin {
    if (queries < 1 || epochs < 1 || heldBack < 0 || !(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "An adapter is learned from at least one query in one epoch, got "
              + queries
              + " queries, "
              + epochs
              + " epochs and "
              + heldBack
              + " held back; its strength is above 0 and at most 1, got "
              + strength
              + ".");
    }
  }

  /** One line, for messages and tables. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "of %d queries of %s, %d epochs, strength %s, %s; %s of %d held back %.4f -> %.4f",
        queries,
        judgements,
        epochs,
        strength,
        trained,
        measure,
        heldBack,
        before,
        after);
  }
}
