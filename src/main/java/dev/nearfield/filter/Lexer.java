package dev.nearfield.filter;

import dev.nearfield.filter.Token.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter's text into tokens, one at a time. */
final class Lexer {
  static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  private static final Pattern BUILT_IN = Pattern.compile("\\$[A-Za-z0-9_.-]*");
  private static final Pattern NUMBER_LIKE =
      Pattern.compile("[-+]?[0-9][0-9A-Za-z_.:+-]*|[-+][A-Za-z]+");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?|[-+](?i:infinity)");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** Longer ones first. */
  private static final List<String> SYMBOLS =
      List.of("==", "!=", "<>", "<=", ">=", "&&", "||", "=", "<", ">", "!", "(", ")", ",");

  private final FilterText source;
  private final String text;
  private int at;

  Lexer(FilterText source) {
    this.source = source;
    this.text = source.text();
  }

  Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return token(Kind.END, "", at);
    }
    char first = text.charAt(at);
    if (first == '\'' || first == '"') {
      return quoted(Kind.STRING, "string", first);
    }
    if (first == '`') {
      return quoted(Kind.QUOTED_NAME, "key", first);
    }
    int end = end(NAME);
    if (end > at) {
      return name(end);
    }
    end = end(BUILT_IN);
    if (end > at) {
      return token(Kind.BUILT_IN, text.substring(at, end), end);
    }
    end = end(NUMBER_LIKE);
    return end > at ? number(end) : symbol();
  }

  private int end(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.end() : at;
  }

  private Token token(Kind kind, String value, int end) {
    Token token = new Token(kind, value, null, at, end);
    at = end;
    return token;
  }

  private Token name(int end) {
    String name = text.substring(at, end);
    Word word = Word.of(name);
    Token token = new Token(word == null ? Kind.NAME : Kind.WORD, name, word, at, end);
    at = end;
    return token;
  }

  private Token number(int end) {
    String number = text.substring(at, end);
    if (WHOLE.matcher(number).matches()) {
      return token(Kind.WHOLE_NUMBER, number, end);
    }
    if (DECIMAL.matcher(number).matches()) {
      return token(Kind.DECIMAL_NUMBER, number, end);
    }
    if (DATE.matcher(number).matches()) {
      return token(Kind.DATE, number, end);
    }
    throw source.error(
        at,
        "'"
            + Printer.shortened(number)
            + "' is no number (5, 2.5, 1e9) and no date (2024-01-31). Put a string in quotes, and"
            + " write a time as instant '2024-01-31T12:00:00Z'.");
  }

  /** Everything up to the closing quote stands for itself; a doubled quote is one of them. */
  private Token quoted(Kind kind, String what, char quote) {
    var value = new StringBuilder();
    int from = at + 1;
    while (true) {
      int to = text.indexOf(quote, from);
      if (to < 0) {
        throw source.error(
            at,
            "the "
                + what
                + " that begins here has no closing "
                + quote
                + ". Close it; a "
                + quote
                + " inside it is written twice.");
      }
      value.append(text, from, to);
      from = to + 1;
      if (from == text.length() || text.charAt(from) != quote) {
        return token(kind, value.toString(), from);
      }
      value.append(quote);
      from++;
    }
  }

  private Token symbol() {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        return token(Kind.SYMBOL, symbol, at + symbol.length());
      }
    }
    int codePoint = text.codePointAt(at);
    throw source.error(
        at,
        String.format(
            "the character '%s' (U+%04X) has no meaning here. Put a string in ' or \", and a key"
                + " with other characters than A-Z a-z 0-9 _ . - in backquotes.",
            Character.isISOControl(codePoint) ? " " : Character.toString(codePoint), codePoint));
  }
}
