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

  /** With another analyzer: {@code en} or {@code standard}. */
  public StoreOptions analyzer(String analyzer) {
    return new StoreOptions(analyzer, clock);
  }

  /** With another clock. */
  public StoreOptions clock(Clock clock) {
    return new StoreOptions(analyzer, clock);
  }
}
