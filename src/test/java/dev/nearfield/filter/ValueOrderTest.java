package dev.nearfield.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.MetadataValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ValueOrderTest {

  @Test
  void longsAndDoublesCompareAsTheirExactDecimals() {
    var random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      long x = random.nextLong() >> random.nextInt(64);
      double y = nearby(x, random);
      int expected = new BigDecimal(x).compareTo(new BigDecimal(y));
      assertEquals(expected, order(x, y), x + " against " + y);
      assertEquals(-expected, order(y, x), y + " against " + x);
    }
  }

  private static double nearby(long x, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> (double) x;
      case 1 -> Math.nextUp((double) x);
      case 2 -> Math.nextDown((double) x);
      case 3 -> x + random.nextDouble(-2, 2);
      default -> random.nextGaussian() * 0x1p63;
    };
  }

  @Test
  void aDoubleNextToALongIsNotEqualToIt() {
    long odd = (1L << 53) + 1;
    assertEquals(1, order(odd, 0x1p53));
    assertEquals(-1, order(odd, 0x1p53 + 2));
    assertEquals(-1, order(Long.MAX_VALUE, 0x1p63));
    assertEquals(0, order(Long.MIN_VALUE, -0x1p63));
    assertEquals(0, order(2024, 2024.0));
  }

  @Test
  void zeroesAreEqualAndInfinitiesLieAtTheEnds() {
    assertEquals(0, order(0.0, -0.0));
    assertEquals(0, order(0, -0.0));
    assertEquals(-1, order(Double.NEGATIVE_INFINITY, Long.MIN_VALUE));
    assertEquals(-1, order(Double.NEGATIVE_INFINITY, -Double.MAX_VALUE));
    assertEquals(1, order(Double.POSITIVE_INFINITY, Long.MAX_VALUE));
    assertEquals(0, order(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  @Test
  void stringsAreInTheOrderOfCodePointsAndNotOfUtf16() {
    List<String> ascending = List.of("", "A", "Z", "a", "aa", "b", "é", "\uE000", "\uFFFD", "😀");
    for (int i = 1; i < ascending.size(); i++) {
      assertEquals(-1, order(ascending.get(i - 1), ascending.get(i)));
    }
    assertTrue("\uFFFD".compareTo("😀") > 0, "UTF-16 has it the other way round");
  }

  @Test
  void valuesOfTwoKindsHaveNoOrder() {
    List<MetadataValue> values =
        List.of(
            MetadataValue.of("1"),
            MetadataValue.of(1),
            MetadataValue.of(true),
            MetadataValue.of(Instant.EPOCH),
            MetadataValue.of(List.of("1")));
    for (MetadataValue a : values) {
      for (MetadataValue b : values) {
        if (a != b) {
          assertTrue(ValueOrder.compare(a, b).isEmpty(), a + " against " + b);
          assertFalse(ValueOrder.equal(a, b));
        }
      }
    }
  }

  private static int order(Object a, Object b) {
    return Integer.signum(ValueOrder.compare(MetadataValue.of(a), MetadataValue.of(b)).getAsInt());
  }
}
