package dev.nearfield.filter;

import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import dev.nearfield.model.SourceDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random filters and documents from one small vocabulary, so that a filter often matches a
 * document, with the values at which translations go wrong. The same seed gives the same sequence.
 */
public final class RandomFilters {
  private static final List<String> STRINGS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "ab",
          "abc",
          "b",
          "it's",
          "''",
          "\"quoted\"",
          "`",
          "a\\n",
          "two\nlines",
          "2024",
          "true",
          "größe",
          "\uE000",
          "\uFFFD",
          "\uFF5E",
          "😀",
          "😀a",
          "𝔘",
          "*",
          "?",
          "a.*");
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    0.5,
    -0.5,
    1,
    2024,
    2024.5,
    0x1p53,
    0x1p53 + 2,
    0x1p63,
    -0x1p63,
    1e300,
    -1e300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
  };
  private static final long[] LONGS = {
    0, 1, -1, 2024, 2025, 1L << 53, (1L << 53) + 1, (1L << 53) + 2, Long.MAX_VALUE, Long.MIN_VALUE,
  };
  private static final List<Instant> INSTANTS =
      List.of(
          Instant.EPOCH,
          Instant.parse("2024-01-01T00:00:00Z"),
          Instant.parse("2024-01-01T00:00:00.000001Z"),
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          Instant.parse("-0044-03-15T12:00:00Z"),
          Instant.parse("+12024-01-01T00:00:00.5Z"));
  private static final List<String> KEYS =
      List.of(
          "a", "b", "tags", "and", "Not", "$id", "$x", "key", "two words", "back`tick", "größe");

  private final Random random;

  public RandomFilters(Random random) {
    this.random = random;
  }

  /** A filter of at most five levels. */
  public Filter filter() {
    return filter(4);
  }

  private Filter filter(int levels) {
    if (levels > 0 && random.nextInt(5) < 2) {
      return switch (random.nextInt(3)) {
        case 0 -> Filters.and(filters(levels - 1));
        case 1 -> Filters.or(filters(levels - 1));
        default -> Filters.not(filter(levels - 1));
      };
    }
    return switch (random.nextInt(4)) {
      case 0 -> instantCondition(any(List.of(Key.CREATED, Key.UPDATED, Key.EXPIRES)));
      case 1 -> stringCondition(any(List.of(Key.ID, Key.TITLE, Key.SOURCE)));
      default -> condition(Key.metadata(any(KEYS)));
    };
  }

  private List<Filter> filters(int levels) {
    var filters = new ArrayList<Filter>();
    for (int i = random.nextInt(2, 5); i > 0; i--) {
      filters.add(filter(levels));
    }
    return filters;
  }

  private Filter condition(Key key) {
    return switch (random.nextInt(5)) {
      case 0 -> stringCondition(key);
      case 1 -> instantCondition(key);
      case 2 -> ordered(key, number(), number());
      case 3 -> Filters.has(key, any(STRINGS));
      default ->
          random.nextBoolean()
              ? Filters.eq(key, single())
              : Filters.in(key, List.of(single(), single(), single()));
    };
  }

  private Filter stringCondition(Key key) {
    return switch (random.nextInt(4)) {
      case 0 -> Filters.contains(key, any(STRINGS));
      case 1 -> Filters.startsWith(key, any(STRINGS));
      default -> ordered(key, string(), string());
    };
  }

  private Filter instantCondition(Key key) {
    return ordered(key, instant(), instant());
  }

  private Filter ordered(Key key, MetadataValue value, MetadataValue other) {
    return switch (random.nextInt(10)) {
      case 0 -> Filters.lt(key, value);
      case 1 -> Filters.atMost(key, value);
      case 2 -> Filters.gt(key, value);
      case 3 -> Filters.atLeast(key, value);
      case 4 -> Filters.ne(key, value);
      case 5 -> Filters.in(key, value, other);
      case 6 -> Filters.notIn(key, value, other);
      case 7 -> random.nextBoolean() ? Filters.exists(key) : Filters.missing(key);
      case 8 -> Filters.eq(key, value);
      default ->
          ValueOrder.compare(value, other).orElse(0) <= 0
              ? Filters.between(key, value, other)
              : Filters.between(key, other, value);
    };
  }

  /** A document with some of the keys that the filters ask for. */
  public SourceDocument document(String id) {
    var metadata = new LinkedHashMap<String, Object>();
    for (String key : KEYS) {
      if (random.nextInt(3) > 0) {
        metadata.put(key, random.nextInt(4) == 0 ? list() : single());
      }
    }
    return new SourceDocument(
        id,
        sometimes(any(STRINGS)),
        "text",
        null,
        sometimes(any(STRINGS)),
        sometimes(any(INSTANTS)),
        sometimes(any(INSTANTS)),
        sometimes(any(INSTANTS)),
        Metadata.of(metadata));
  }

  private <T> @Nullable T sometimes(T value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  private List<String> list() {
    var list = new ArrayList<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(any(STRINGS));
    }
    return list;
  }

  private MetadataValue single() {
    return switch (random.nextInt(4)) {
      case 0 -> number();
      case 1 -> instant();
      case 2 -> new BooleanValue(random.nextBoolean());
      default -> string();
    };
  }

  private MetadataValue string() {
    return new StringValue(any(STRINGS));
  }

  private MetadataValue instant() {
    return new InstantValue(any(INSTANTS));
  }

  private MetadataValue number() {
    return random.nextBoolean()
        ? new LongValue(LONGS[random.nextInt(LONGS.length)])
        : new DoubleValue(DOUBLES[random.nextInt(DOUBLES.length)]);
  }

  private <T> T any(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
