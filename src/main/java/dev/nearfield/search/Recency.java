package dev.nearfield.search;

import dev.nearfield.filter.Key;
import java.time.Duration;

/**
 * Lets scores fade with age: a score is multiplied with {@code 1 - weight + weight * 2^(-age /
 * halfLife)}. A document without the time counts as infinitely old, one of the future as new.
 *
 * {@snippet class="dev.nearfield.examples.SearchExamplesTest" region="recency"}
 *
 * @param key an instant: {@link Key#UPDATED}, {@link Key#CREATED} or a metadata key
 * @param halfLife the age at which half of the weight is lost
 * @param weight how much of the score can be lost, 0 to 1
 */
public record Recency(Key key, Duration halfLife, double weight) {
  public Recency {
    if (halfLife.isNegative() || halfLife.isZero()) {
      throw new IllegalArgumentException("halfLife must be above zero, got " + halfLife + ".");
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be between 0 and 1, got " + weight + ".");
    }
  }

  double factor(double ageSeconds) {
    double lives = Math.max(0, ageSeconds) / (halfLife.toMillis() / 1000.0);
    return 1 - weight + weight * Math.pow(2, -lives);
  }
}
