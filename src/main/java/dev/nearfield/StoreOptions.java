package dev.nearfield;

import java.time.Clock;

/**
 * What a store may be told when it is opened. Immutable; each method answers a changed copy.
 *
 * @param analyzer the analyzer of a new collection's titles and texts; an existing one keeps its
 *     own
 * @param clock tells the time of additions and of expiry
 */
public record StoreOptions(String analyzer, Clock clock) {

  /** English text and the system's clock. */
  public static StoreOptions defaults() {
    return new StoreOptions("en", Clock.systemUTC());
  }

  /**
   * With another analyzer for a new collection: the language of its texts, {@code ar}, {@code de},
   * {@code en}, {@code es}, {@code fr}, {@code hi}, {@code it}, {@code ja}, {@code ko}, {@code nl},
   * {@code pt}, {@code ru}, {@code th} or {@code zh}, or {@code standard} for any other; opening
   * fails with an {@link IllegalArgumentException} for another name. {@link
   * dev.nearfield.store.Analyzers#names} lists them.
   */
  public StoreOptions analyzer(String analyzer) {
    return new StoreOptions(analyzer, clock);
  }

  /** With another clock. */
  public StoreOptions clock(Clock clock) {
    return new StoreOptions(analyzer, clock);
  }
}
