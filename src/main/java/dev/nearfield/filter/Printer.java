package dev.nearfield.filter;

import dev.nearfield.model.MetadataValue;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a filter in the one canonical form of the text syntax. */
final class Printer {
  private static final int LONGEST_EXCERPT = 40;

  private Printer() {}

  static String print(Filter filter) {
    return switch (filter) {
      case Filter.Equal(Key key, MetadataValue value) -> key + " = " + literal(value);
      case Filter.Compare(Key key, Filter.Operator operator, MetadataValue value) ->
          key + " " + operator + " " + literal(value);
      case Filter.Between(Key key, MetadataValue low, MetadataValue high) ->
          key + " BETWEEN " + literal(low) + " AND " + literal(high);
      case Filter.In(Key key, List<MetadataValue> values) -> key + " IN " + literals(values);
      case Filter.Contains(Key key, String part) -> key + " CONTAINS " + string(part);
      case Filter.StartsWith(Key key, String start) -> key + " STARTS WITH " + string(start);
      case Filter.Has(Key key, String item) -> key + " HAS " + string(item);
      case Filter.Exists(Key key) -> key + " EXISTS";
      case Filter.And(List<Filter> filters) -> joined(filters, " AND ");
      case Filter.Or(List<Filter> filters) -> joined(filters, " OR ");
      case Filter.Not(Filter.Equal(Key key, MetadataValue value)) -> key + " != " + literal(value);
      case Filter.Not(Filter.In(Key key, List<MetadataValue> values)) ->
          key + " NOT IN " + literals(values);
      case Filter.Not(Filter.Exists(Key key)) -> key + " MISSING";
      case Filter.Not(Filter negated) -> "NOT " + part(negated);
    };
  }

  private static String joined(List<Filter> filters, String word) {
    return filters.stream().map(Printer::part).collect(Collectors.joining(word));
  }

  private static String part(Filter filter) {
    return filter instanceof Filter.And || filter instanceof Filter.Or
        ? "(" + print(filter) + ")"
        : print(filter);
  }

  private static String literals(List<MetadataValue> values) {
    return values.stream().map(Printer::literal).collect(Collectors.joining(", ", "(", ")"));
  }

  static String literal(MetadataValue value) {
    return switch (value) {
      case MetadataValue.StringValue(String string) -> string(string);
      case MetadataValue.LongValue(long number) -> Long.toString(number);
      case MetadataValue.DoubleValue(double number) -> Double.toString(number);
      case MetadataValue.BooleanValue(boolean bool) -> Boolean.toString(bool);
      case MetadataValue.InstantValue instant -> "instant '" + instant.value() + "'";
      case MetadataValue.StringsValue(List<String> strings) -> strings.toString();
    };
  }

  private static String string(String string) {
    return "'" + string.replace("'", "''") + "'";
  }

  static String metadataKey(String name) {
    boolean bare = Lexer.NAME.matcher(name).matches() && Word.of(name) == null;
    return bare ? name : "`" + name.replace("`", "``") + "`";
  }

  /** A value as an error shows it. */
  static String shown(MetadataValue value) {
    return shortened(literal(value));
  }

  /** A text as an error shows it: on one line, and not too long. */
  static String shortened(String text) {
    String shown = text;
    if (text.codePointCount(0, text.length()) > LONGEST_EXCERPT) {
      shown = text.substring(0, text.offsetByCodePoints(0, LONGEST_EXCERPT)) + "...";
    }
    return withoutControls(shown);
  }

  static String withoutControls(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ");
  }
}
