package dev.nearfield.filter;

import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** How single values compare: numbers exactly, strings by their UTF-8 bytes, instants by time. */
final class ValueOrder {
  private static final double TWO_TO_THE_63 = 0x1p63;

  private ValueOrder() {}

  static boolean equal(MetadataValue a, MetadataValue b) {
    OptionalInt order = compare(a, b);
    return order.isPresent() && order.getAsInt() == 0;
  }

  /** Below 0, 0 or above 0; empty for values of two kinds. */
  static OptionalInt compare(MetadataValue a, MetadataValue b) {
    if (Kind.of(a) != Kind.of(b)) {
      return OptionalInt.empty();
    }
    return switch (a) {
      case LongValue(long x) -> OptionalInt.of(compare(x, b));
      case DoubleValue(double x) -> OptionalInt.of(compare(x, b));
      case StringValue(String x) -> OptionalInt.of(compare(x, ((StringValue) b).value()));
      case InstantValue x -> OptionalInt.of(x.value().compareTo(((InstantValue) b).value()));
      case BooleanValue(boolean x) ->
          OptionalInt.of(Boolean.compare(x, ((BooleanValue) b).value()));
      case MetadataValue.StringsValue x -> OptionalInt.empty();
    };
  }

  private static int compare(long x, MetadataValue number) {
    return number instanceof LongValue(long y)
        ? Long.compare(x, y)
        : compare(x, ((DoubleValue) number).value());
  }

  private static int compare(double x, MetadataValue number) {
    return number instanceof LongValue(long y)
        ? -compare(y, x)
        : compare(x, ((DoubleValue) number).value());
  }

  /** Unlike {@link Double#compare}, 0.0 and -0.0 are one number. */
  private static int compare(double x, double y) {
    return x < y ? -1 : x > y ? 1 : 0;
  }

  /** Exact also beyond 2^53, where a long has digits that a double lacks. */
  private static int compare(long x, double y) {
    if (y >= TWO_TO_THE_63) {
      return -1;
    }
    if (y < -TWO_TO_THE_63) {
      return 1;
    }
    long whole = (long) y;
    int order = Long.compare(x, whole);
    return order != 0 ? order : compare((double) whole, y);
  }

  private static int compare(String x, String y) {
    return Arrays.compareUnsigned(
        x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
  }
}
