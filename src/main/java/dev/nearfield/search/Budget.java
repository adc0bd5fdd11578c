package dev.nearfield.search;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.QueryTimeout;
import org.jspecify.annotations.Nullable;

/** Stops a search when its time is up or it is cancelled, and remembers that it did. */
final class Budget implements QueryTimeout {
  /** Longer than any search; what {@link System#nanoTime} can still tell apart. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final long deadline;
  private final boolean limited;
  private final @Nullable BooleanSupplier cancelled;
  private volatile boolean exceeded;

  Budget(SearchRequest request) {
    Duration timeout = request.timeout();
    this.limited = timeout != null && timeout.compareTo(LONGEST) < 0;
    this.deadline = System.nanoTime() + (timeout != null && limited ? timeout.toNanos() : 0);
    this.cancelled = request.cancelled();
  }

  boolean unlimited() {
    return !limited && cancelled == null;
  }

  boolean exceeded() {
    return exceeded;
  }

  @Override
  public boolean shouldExit() {
    if ((limited && System.nanoTime() - deadline >= 0)
        || (cancelled != null && cancelled.getAsBoolean())) {
      exceeded = true;
    }
    return exceeded;
  }
}
