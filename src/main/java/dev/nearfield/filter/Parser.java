package dev.nearfield.filter;

import dev.nearfield.filter.Filter.Operator;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a filter's text by recursive descent.
 *
 * <pre>
 * filter    = both { ("OR" | "||") both }
 * both      = single { ("AND" | "&amp;&amp;") single }
 * single    = ("NOT" | "!") single | "(" filter ")" | key condition
 * condition = comparison value | ["NOT"] check
 * check     = "EXISTS" | "MISSING" | "IN" "(" value { "," value } ")" | "BETWEEN" value "AND" value
 *           | ("CONTAINS" | "HAS" | "STARTS" "WITH") string
 * </pre>
 */
final class Parser {
  private static final String OPERATORS =
      "=, !=, <, <=, >, >=, IN, BETWEEN, CONTAINS, STARTS WITH, HAS, EXISTS or MISSING";

  private final FilterText source;
  private final Lexer lexer;
  private final Literals literals;
  private Token token;
  private String previous = "";
  private int nesting;

  Parser(String text) {
    source = new FilterText(text);
    if (text.isBlank()) {
      throw new InvalidInputException(
          "The filter is empty. Write a condition such as lang = 'en', or leave the filter out to"
              + " match every document.");
    }
    lexer = new Lexer(source);
    literals = new Literals(source);
    token = lexer.next();
  }

  Filter parse() {
    Filter filter = filter();
    if (token.kind() != Token.Kind.END) {
      throw expected("AND, OR or the end", "");
    }
    return filter;
  }

  private Filter filter() {
    int start = token.start();
    Filter first = both();
    if (!isOr()) {
      return first;
    }
    var filters = new ArrayList<Filter>(List.of(first));
    while (isOr()) {
      advance();
      filters.add(both());
    }
    return build(start, () -> new Filter.Or(filters));
  }

  private Filter both() {
    int start = token.start();
    Filter first = single();
    if (!isAnd()) {
      return first;
    }
    var filters = new ArrayList<Filter>(List.of(first));
    while (isAnd()) {
      advance();
      filters.add(single());
    }
    return build(start, () -> new Filter.And(filters));
  }

  private boolean isOr() {
    return token.is(Word.OR) || token.is("||");
  }

  private boolean isAnd() {
    return token.is(Word.AND) || token.is("&&");
  }

  private Filter single() {
    int start = token.start();
    if (takes(Word.NOT) || takes("!")) {
      deeper(start);
      Filter negated = single();
      nesting--;
      return build(start, () -> new Filter.Not(negated));
    }
    if (takes("(")) {
      deeper(start);
      Filter inner = filter();
      requires(")", "AND, OR or ')'");
      nesting--;
      return inner;
    }
    return condition();
  }

  private void deeper(int start) {
    if (++nesting > Filter.MAX_NESTING) {
      throw source.error(start, Nesting.tooDeep());
    }
  }

  private Filter condition() {
    Key key = key();
    if (takes("=") || takes("==")) {
      return equal(key);
    }
    if (takes("!=") || takes("<>")) {
      return new Filter.Not(equal(key));
    }
    for (Operator operator : Operator.values()) {
      if (takes(operator.toString())) {
        int start = token.start();
        MetadataValue value = value();
        return build(start, () -> new Filter.Compare(key, operator, value));
      }
    }
    return takes(Word.NOT) ? new Filter.Not(check(key)) : check(key);
  }

  private Key key() {
    Token name = token;
    return switch (name.kind()) {
      case NAME, QUOTED_NAME -> {
        advance();
        yield build(name.start(), () -> Key.metadata(name.text()));
      }
      case BUILT_IN -> {
        advance();
        yield build(name.start(), () -> Key.of(name.text()));
      }
      case WORD ->
          throw expected(
              "a key",
              " The words of the language are reserved; a key of that name goes in backquotes: `"
                  + name.text()
                  + "`.");
      case STRING -> throw expected("a key", " Write a key without quotes, or in backquotes.");
      case WHOLE_NUMBER, DECIMAL_NUMBER, DATE, SYMBOL, END ->
          throw expected("a key", " A condition begins with its key: lang = 'en'.");
    };
  }

  private Filter equal(Key key) {
    int start = token.start();
    MetadataValue value = value();
    return build(start, () -> new Filter.Equal(key, value));
  }

  private Filter check(Key key) {
    if (takes(Word.EXISTS)) {
      return new Filter.Exists(key);
    }
    if (takes(Word.MISSING)) {
      return new Filter.Not(new Filter.Exists(key));
    }
    if (takes(Word.IN)) {
      requires("(", "'('");
      int start = token.start();
      var values = new ArrayList<MetadataValue>();
      do {
        values.add(value());
      } while (takes(","));
      requires(")", "',' or ')'");
      return build(start, () -> new Filter.In(key, values));
    }
    if (takes(Word.BETWEEN)) {
      int start = token.start();
      MetadataValue low = value();
      if (!takes(Word.AND)) {
        throw expected("AND and the upper end", "");
      }
      MetadataValue high = value();
      return build(start, () -> new Filter.Between(key, low, high));
    }
    if (takes(Word.CONTAINS)) {
      return stringCondition(part -> new Filter.Contains(key, part));
    }
    if (takes(Word.HAS)) {
      return stringCondition(item -> new Filter.Has(key, item));
    }
    if (takes(Word.STARTS)) {
      if (!takes(Word.WITH)) {
        throw expected("WITH", "");
      }
      return stringCondition(start -> new Filter.StartsWith(key, start));
    }
    throw expected("an operator", " The operators are " + OPERATORS + ".");
  }

  private Filter stringCondition(Function<String, Filter> condition) {
    Token string = token;
    if (string.kind() != Token.Kind.STRING) {
      throw expected("a string in quotes", "");
    }
    advance();
    return build(string.start(), () -> condition.apply(string.text()));
  }

  private MetadataValue value() {
    Token first = token;
    if (takes(Word.INSTANT)) {
      Token string = token;
      if (string.kind() != Token.Kind.STRING) {
        throw expected("a time in quotes", " For example: instant '2024-01-31T12:00:00Z'.");
      }
      advance();
      return literals.instant(string);
    }
    MetadataValue value = literals.value(first);
    if (value == null) {
      String hint =
          first.kind() == Token.Kind.NAME || first.kind() == Token.Kind.WORD
              ? " Put a string in quotes: '" + Printer.shortened(first.text()) + "'."
              : " A value is a string in quotes, a number, true, false, a date, or instant '...'.";
      throw expected("a value", hint);
    }
    advance();
    return value;
  }

  private boolean takes(Word word) {
    return token.is(word) && advance();
  }

  private boolean takes(String symbol) {
    return token.is(symbol) && advance();
  }

  private void requires(String symbol, String expected) {
    if (!takes(symbol)) {
      throw expected(expected, "");
    }
  }

  private boolean advance() {
    previous = written(token);
    token = lexer.next();
    return true;
  }

  private String written(Token shown) {
    return Printer.shortened(source.text().substring(shown.start(), shown.end()));
  }

  private InvalidInputException expected(String what, String hint) {
    String after = previous.isEmpty() ? "" : " after " + quoted(previous);
    String got = token.kind() == Token.Kind.END ? "the end of the text" : quoted(written(token));
    return source.error(token.start(), "expected " + what + after + ", got " + got + "." + hint);
  }

  private static String quoted(String text) {
    return text.startsWith("'") || text.startsWith("\"") ? text : "'" + text + "'";
  }

  /** What a value refuses becomes an error at the place in the text. */
  private <T> T build(int start, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw source.error(start, String.valueOf(e.getMessage()));
    }
  }
}
