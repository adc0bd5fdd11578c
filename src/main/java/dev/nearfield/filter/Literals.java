package dev.nearfield.filter;

import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.MetadataValue.BooleanValue;
import dev.nearfield.model.MetadataValue.DoubleValue;
import dev.nearfield.model.MetadataValue.InstantValue;
import dev.nearfield.model.MetadataValue.LongValue;
import dev.nearfield.model.MetadataValue.StringValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Turns the literals of a filter's text into values. */
final class Literals {
  private final FilterText source;

  Literals(FilterText source) {
    this.source = source;
  }

  /** The value of a token, or null when it is no literal. */
  @Nullable MetadataValue value(Token token) {
    return switch (token.kind()) {
      case STRING -> new StringValue(token.text());
      case WHOLE_NUMBER -> wholeNumber(token);
      case DECIMAL_NUMBER -> decimalNumber(token);
      case DATE -> instant(token);
      case WORD -> word(token);
      case NAME, QUOTED_NAME, BUILT_IN, SYMBOL, END -> null;
    };
  }

  private static @Nullable MetadataValue word(Token token) {
    if (token.is(Word.TRUE) || token.is(Word.FALSE)) {
      return new BooleanValue(token.is(Word.TRUE));
    }
    return token.is(Word.INFINITY) ? new DoubleValue(Double.POSITIVE_INFINITY) : null;
  }

  private MetadataValue wholeNumber(Token token) {
    try {
      return new LongValue(Long.parseLong(token.text()));
    } catch (NumberFormatException e) {
      throw source.error(
          token.start(),
          "the number "
              + Printer.shortened(token.text())
              + " does not fit 64 bits. Append .0 to compare with the nearest double.");
    }
  }

  private MetadataValue decimalNumber(Token token) {
    String text = token.text();
    char last = Character.toLowerCase(text.charAt(text.length() - 1));
    if (last == 'y') {
      return new DoubleValue(
          text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw source.error(
          token.start(),
          "the number "
              + Printer.shortened(text)
              + " lies beyond the doubles. Write Infinity or -Infinity for what has no bound.");
    }
    return new DoubleValue(value);
  }

  /** A date is the start of its day in UTC. */
  MetadataValue instant(Token token) {
    String text = token.text();
    try {
      return new InstantValue(
          text.length() == "2024-01-31".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text));
    } catch (DateTimeException e) {
      throw source.error(
          token.start(),
          "'"
              + Printer.shortened(text)
              + "' is no time. Write a date as 2024-01-31 or a time with its zone as"
              + " 2024-01-31T12:00:00Z or 2024-01-31T13:00:00+01:00.");
    } catch (IllegalArgumentException e) {
      throw source.error(token.start(), String.valueOf(e.getMessage()));
    }
  }
}
