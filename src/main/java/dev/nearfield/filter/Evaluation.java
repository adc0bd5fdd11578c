package dev.nearfield.filter;

import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.StringValue;
import dev.nearfield.model.MetadataValue.StringsValue;
import dev.nearfield.model.SourceDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers a filter for one document: short and plain, because it says what a filter means. */
final class Evaluation {
  private final SourceDocument document;

  Evaluation(SourceDocument document) {
    this.document = document;
  }

  boolean matches(Filter filter) {
    return switch (filter) {
      case Filter.Equal(Key key, MetadataValue value) ->
          any(key, held -> ValueOrder.equal(held, value));
      case Filter.Compare(Key key, Filter.Operator operator, MetadataValue value) ->
          any(key, held -> holds(held, operator, value));
      case Filter.Between(Key key, MetadataValue low, MetadataValue high) ->
          any(
              key,
              held ->
                  holds(held, Filter.Operator.AT_LEAST, low)
                      && holds(held, Filter.Operator.AT_MOST, high));
      case Filter.In(Key key, List<MetadataValue> values) ->
          any(key, held -> values.stream().anyMatch(value -> ValueOrder.equal(held, value)));
      case Filter.Contains(Key key, String part) -> anyString(key, held -> held.contains(part));
      case Filter.StartsWith(Key key, String start) ->
          anyString(key, held -> held.startsWith(start));
      case Filter.Has(Key key, String item) ->
          value(key).orElse(null) instanceof StringsValue(List<String> items)
              && items.contains(item);
      case Filter.Exists(Key key) -> any(key, held -> true);
      case Filter.And(List<Filter> filters) -> filters.stream().allMatch(this::matches);
      case Filter.Or(List<Filter> filters) -> filters.stream().anyMatch(this::matches);
      case Filter.Not(Filter negated) -> !matches(negated);
    };
  }

  private static boolean holds(MetadataValue held, Filter.Operator operator, MetadataValue value) {
    var order = ValueOrder.compare(held, value);
    return order.isPresent()
        && switch (operator) {
          case LESS -> order.getAsInt() < 0;
          case AT_MOST -> order.getAsInt() <= 0;
          case GREATER -> order.getAsInt() > 0;
          case AT_LEAST -> order.getAsInt() >= 0;
        };
  }

  private boolean anyString(Key key, Predicate<String> condition) {
    return any(key, held -> held instanceof StringValue(String string) && condition.test(string));
  }

  /** A missing key holds no value, a list each of its items, anything else itself. */
  private boolean any(Key key, Predicate<MetadataValue> condition) {
    return value(key)
        .map(
            value ->
                value instanceof StringsValue(List<String> items)
                    ? items.stream().map(StringValue::new).anyMatch(condition)
                    : condition.test(value))
        .orElse(false);
  }

  private Optional<MetadataValue> value(Key key) {
    return switch (key) {
      case Key.MetadataKey(String name) -> document.metadata().get(name);
      case Key.BuiltIn builtIn ->
          switch (builtIn) {
            case ID -> string(document.id());
            case TITLE -> string(document.title());
            case SOURCE -> string(document.source());
            case CREATED -> instant(document.created());
            case UPDATED -> instant(document.updated());
            case EXPIRES -> instant(document.expires());
          };
    };
  }

  private static Optional<MetadataValue> string(@Nullable String value) {
    return Optional.ofNullable(value).map(StringValue::new);
  }

  private static Optional<MetadataValue> instant(@Nullable Instant value) {
    return Optional.ofNullable(value).map(MetadataValue.InstantValue::new);
  }
}
