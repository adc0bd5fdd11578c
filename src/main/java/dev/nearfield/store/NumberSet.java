package dev.nearfield.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.Query;

/** Numbers to be found in fields of long and of double, by their exact value. */
final class NumberSet {
  private static final double BEYOND_LONG = 0x1p63;

  private final List<Long> longs = new ArrayList<>();
  private final List<Double> doubles = new ArrayList<>();

  void add(long number) {
    longs.add(number);
    double near = number;
    if (new BigDecimal(near).compareTo(BigDecimal.valueOf(number)) == 0) {
      doubles.add(near);
    }
  }

  /** Zeros are indexed as 0.0. */
  void add(double number) {
    doubles.add(number + 0.0);
    if (number == Math.rint(number) && number >= -BEYOND_LONG && number < BEYOND_LONG) {
      longs.add((long) number);
    }
  }

  boolean isEmpty() {
    return longs.isEmpty() && doubles.isEmpty();
  }

  Query onLongs(String field) {
    return LongPoint.newSetQuery(field, longs);
  }

  Query onDoubles(String field) {
    return DoublePoint.newSetQuery(field, doubles);
  }
}
