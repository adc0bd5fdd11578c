package dev.nearfield.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/**
 * A range of numbers by their exact value, for fields of long and of double. A bound that a type
 * cannot hold moves to the next value inside the range that it can.
 */
final class NumberRange {
  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private final Bound low;
  private final Bound high;

  /** One end: a finite number or an infinity, itself inside the range or not. */
  record Bound(double sign, BigDecimal value, boolean included) {
    static Bound of(Number number, boolean included) {
      double approximate = number.doubleValue();
      if (Double.isInfinite(approximate)) {
        return new Bound(approximate, BigDecimal.ZERO, included);
      }
      BigDecimal exact =
          number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(approximate);
      return new Bound(0, exact, included);
    }

    boolean infinite() {
      return sign != 0;
    }
  }

  static final Bound LOWEST = Bound.of(Double.NEGATIVE_INFINITY, true);
  static final Bound HIGHEST = Bound.of(Double.POSITIVE_INFINITY, true);

  NumberRange(Bound low, Bound high) {
    this.low = low;
    this.high = high;
  }

  Query onLongs(String field) {
    if (low.sign > 0 || high.sign < 0) {
      return none(field);
    }
    BigDecimal first = low.infinite() ? LEAST_LONG : firstLong(low).max(LEAST_LONG);
    BigDecimal last = high.infinite() ? MOST_LONG : lastLong(high).min(MOST_LONG);
    return first.compareTo(last) > 0
        ? none(field)
        : LongField.newRangeQuery(field, first.longValueExact(), last.longValueExact());
  }

  private static BigDecimal firstLong(Bound bound) {
    BigDecimal up = bound.value.setScale(0, RoundingMode.CEILING);
    return !bound.included && up.compareTo(bound.value) == 0 ? up.add(BigDecimal.ONE) : up;
  }

  private static BigDecimal lastLong(Bound bound) {
    BigDecimal down = bound.value.setScale(0, RoundingMode.FLOOR);
    return !bound.included && down.compareTo(bound.value) == 0
        ? down.subtract(BigDecimal.ONE)
        : down;
  }

  Query onDoubles(String field) {
    if ((low.sign > 0 || high.sign < 0) && !(low.included && high.included)) {
      return none(field);
    }
    double first = firstDouble(low);
    double last = lastDouble(high);
    return first > last ? none(field) : DoubleField.newRangeQuery(field, first, last);
  }

  /** Zeros are indexed as 0.0, so that no bound may be -0.0. */
  private static double firstDouble(Bound bound) {
    if (bound.infinite()) {
      return bound.included ? bound.sign : Math.nextUp(bound.sign);
    }
    double near = bound.value.doubleValue();
    int order = Double.isInfinite(near) ? (near > 0 ? 1 : -1) : order(near, bound.value);
    boolean inside = order > 0 || (order == 0 && bound.included);
    return (inside ? near : Math.nextUp(near)) + 0.0;
  }

  private static double lastDouble(Bound bound) {
    if (bound.infinite()) {
      return bound.included ? bound.sign : Math.nextDown(bound.sign);
    }
    double near = bound.value.doubleValue();
    int order = Double.isInfinite(near) ? (near > 0 ? 1 : -1) : order(near, bound.value);
    boolean inside = order < 0 || (order == 0 && bound.included);
    return (inside ? near : Math.nextDown(near)) + 0.0;
  }

  private static int order(double near, BigDecimal exact) {
    return new BigDecimal(near).compareTo(exact);
  }

  private static Query none(String field) {
    return new MatchNoDocsQuery("no number of " + field + " is in the range");
  }
}
