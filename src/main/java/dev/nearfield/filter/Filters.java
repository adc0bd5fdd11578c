package dev.nearfield.filter;

import dev.nearfield.filter.Filter.Operator;
import dev.nearfield.model.MetadataValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds filters, best imported statically: {@code eq("lang", "en").and(atLeast("year", 2022))}.
 *
 * <p>A key is a metadata key's name, a built-in with its dollar sign ({@code "$source"}), or a
 * {@link Key}. A value is anything {@link MetadataValue#of} takes, except a list. Every method
 * throws {@link IllegalArgumentException} for a key or value that makes no sense there. What the
 * conditions mean is told at {@link Filter}.
 *
 * {@snippet class="dev.nearfield.examples.FilterExamplesTest" region="build"}
 */
public final class Filters {
  private Filters() {}

  /** Equal. */
  public static Filter eq(String key, Object value) {
    return eq(Key.of(key), value);
  }

  /** Equal. */
  public static Filter eq(Key key, Object value) {
    return new Filter.Equal(key, value(key, value));
  }

  /** Not equal, or missing. */
  public static Filter ne(String key, Object value) {
    return ne(Key.of(key), value);
  }

  /** Not equal, or missing. */
  public static Filter ne(Key key, Object value) {
    return not(eq(key, value));
  }

  /** Less than. */
  public static Filter lt(String key, Object value) {
    return lt(Key.of(key), value);
  }

  /** Less than. */
  public static Filter lt(Key key, Object value) {
    return new Filter.Compare(key, Operator.LESS, value(key, value));
  }

  /** Less than or equal. */
  public static Filter atMost(String key, Object value) {
    return atMost(Key.of(key), value);
  }

  /** Less than or equal. */
  public static Filter atMost(Key key, Object value) {
    return new Filter.Compare(key, Operator.AT_MOST, value(key, value));
  }

  /** Greater than. */
  public static Filter gt(String key, Object value) {
    return gt(Key.of(key), value);
  }

  /** Greater than. */
  public static Filter gt(Key key, Object value) {
    return new Filter.Compare(key, Operator.GREATER, value(key, value));
  }

  /** Greater than or equal. */
  public static Filter atLeast(String key, Object value) {
    return atLeast(Key.of(key), value);
  }

  /** Greater than or equal. */
  public static Filter atLeast(Key key, Object value) {
    return new Filter.Compare(key, Operator.AT_LEAST, value(key, value));
  }

  /** Between two values of one kind, both included. */
  public static Filter between(String key, Object low, Object high) {
    return between(Key.of(key), low, high);
  }

  /** Between two values of one kind, both included. */
  public static Filter between(Key key, Object low, Object high) {
    return new Filter.Between(key, value(key, low), value(key, high));
  }

  /** Equal to one of the values. */
  public static Filter in(String key, Object... values) {
    return in(Key.of(key), values);
  }

  /** Equal to one of the values. */
  public static Filter in(Key key, Object... values) {
    return in(key, Arrays.asList(values));
  }

  /** Equal to one of the values. */
  public static Filter in(String key, Collection<?> values) {
    return in(Key.of(key), values);
  }

  /** Equal to one of the values. */
  public static Filter in(Key key, Collection<?> values) {
    return new Filter.In(key, values.stream().map(item -> value(key, item)).toList());
  }

  /** Equal to none of the values, or missing. */
  public static Filter notIn(String key, Object... values) {
    return not(in(key, values));
  }

  /** Equal to none of the values, or missing. */
  public static Filter notIn(Key key, Object... values) {
    return not(in(key, values));
  }

  /** Equal to none of the values, or missing. */
  public static Filter notIn(String key, Collection<?> values) {
    return not(in(key, values));
  }

  /** Equal to none of the values, or missing. */
  public static Filter notIn(Key key, Collection<?> values) {
    return not(in(key, values));
  }

  /** A string with this part in it. */
  public static Filter contains(String key, String part) {
    return contains(Key.of(key), part);
  }

  /** A string with this part in it. */
  public static Filter contains(Key key, String part) {
    return new Filter.Contains(key, part);
  }

  /** A string that begins so. */
  public static Filter startsWith(String key, String start) {
    return startsWith(Key.of(key), start);
  }

  /** A string that begins so. */
  public static Filter startsWith(Key key, String start) {
    return new Filter.StartsWith(key, start);
  }

  /** A list with this item. */
  public static Filter has(String key, String item) {
    return has(Key.of(key), item);
  }

  /** A list with this item. */
  public static Filter has(Key key, String item) {
    return new Filter.Has(key, item);
  }

  /** Has a value. */
  public static Filter exists(String key) {
    return exists(Key.of(key));
  }

  /** Has a value. */
  public static Filter exists(Key key) {
    return new Filter.Exists(key);
  }

  /** Has no value. */
  public static Filter missing(String key) {
    return missing(Key.of(key));
  }

  /** Has no value. */
  public static Filter missing(Key key) {
    return not(exists(key));
  }

  /** All of the filters; one alone is answered as it is, and no filter at all refused. */
  public static Filter and(Filter... filters) {
    return and(Arrays.asList(filters));
  }

  /** All of the filters; one alone is answered as it is, and no filter at all refused. */
  public static Filter and(Collection<? extends Filter> filters) {
    return filters.size() == 1 ? filters.iterator().next() : new Filter.And(List.copyOf(filters));
  }

  /** Any of the filters; one alone is answered as it is, and no filter at all refused. */
  public static Filter or(Filter... filters) {
    return or(Arrays.asList(filters));
  }

  /** Any of the filters; one alone is answered as it is, and no filter at all refused. */
  public static Filter or(Collection<? extends Filter> filters) {
    return filters.size() == 1 ? filters.iterator().next() : new Filter.Or(List.copyOf(filters));
  }

  /** True where the filter is false. */
  public static Filter not(Filter filter) {
    return new Filter.Not(filter);
  }

  private static MetadataValue value(Key key, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "The key " + key + " cannot be compared with null. Use exists or missing.");
    }
    return MetadataValue.of(value);
  }
}
