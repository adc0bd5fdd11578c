package dev.nearfield.filter;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.SourceDocument;
import java.util.List;

/**
 * A condition on documents. Immutable; built with {@link Filters}, or read from text with {@link
 * #parse}; {@code toString} answers the text, which reads back as an equal filter.
 *
 * <p>What it means, for text, JSON and every store alike:
 *
 * <ul>
 *   <li>Every filter is either true or false for a document. A condition on a key that the document
 *       lacks is false; so {@code !=}, not in and not, which are the negations, are true then.
 *   <li>Numbers compare by their exact value, long with double too: 2024 equals 2024.0, and 2^53 +
 *       1 does not equal 2^53 as a double. 0.0 equals -0.0; the infinities lie at the ends.
 *   <li>Strings compare by their UTF-8 bytes, which is the order of Unicode code points: case
 *       counts, and no language's collation is used.
 *   <li>Instants compare by time, to the microsecond.
 *   <li>Booleans are equal or not, and have no order.
 *   <li>Values of two kinds are never equal, nor one below the other: the string "2024" is no
 *       number. The condition is then false.
 *   <li>On a list of strings, a condition holds when it holds for any one item; {@link Between}
 *       asks for one item inside both ends. {@link Has} holds on lists only. An empty list is like
 *       a missing key: an index cannot see it.
 * </ul>
 *
 * <p>Built-in fields have a known kind, so comparing one with a value of another kind is refused.
 *
 * {@snippet class="dev.nearfield.examples.FilterExamplesTest" region="parse"}
 */
public sealed interface Filter {

  /** The most levels of and, or and not in one filter. */
  int MAX_NESTING = 200;

  /**
   * Reads a filter from its text, for example {@code lang = 'en' AND year < 2020}. The language is
   * described on the page filters.md.
   *
   * @throws InvalidInputException with line, column and a caret under the place, when the text is
   *     no filter
   */
  static Filter parse(String text) {
    return new Parser(text).parse();
  }

  /** Whether a document satisfies this filter, judged by the document alone, as it is given. */
  default boolean matches(SourceDocument document) {
    return new Evaluation(document).matches(this);
  }

  /** This filter and the other. */
  default Filter and(Filter other) {
    return new And(List.of(this, other));
  }

  /** This filter or the other. */
  default Filter or(Filter other) {
    return new Or(List.of(this, other));
  }

  /** True where this filter is false. */
  default Filter negate() {
    return new Not(this);
  }

  /** The four orders of {@link Compare}. */
  enum Operator {
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** The operator as the text syntax writes it. */
    @Override
    public String toString() {
      return symbol;
    }
  }

  /** The value is equal. */
  record Equal(Key key, MetadataValue value) implements Filter {
    public Equal {
      Operands.single(key, "=", value);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** The value lies on one side of a number, string or instant. */
  record Compare(Key key, Operator operator, MetadataValue value) implements Filter {
    public Compare {
      Operands.ordered(key, operator.toString(), value);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** The value lies between two numbers, strings or instants, both included. */
  record Between(Key key, MetadataValue low, MetadataValue high) implements Filter {
    public Between {
      Operands.ordered(key, "BETWEEN", low);
      Operands.ordered(key, "BETWEEN", high);
      var order = ValueOrder.compare(low, high);
      if (order.isEmpty()) {
        throw new IllegalArgumentException(
            "BETWEEN needs two numbers, two strings or two instants, got "
                + Printer.shown(low)
                + " and "
                + Printer.shown(high)
                + ".");
      }
      if (order.getAsInt() > 0) {
        throw new IllegalArgumentException(
            "BETWEEN needs the lower value first, got "
                + Printer.shown(low)
                + " and "
                + Printer.shown(high)
                + ". Swap them.");
      }
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /**
   * The value is equal to one of these. No values at all are refused, because the negation would
   * match every document.
   */
  record In(Key key, List<MetadataValue> values) implements Filter {
    public In {
      values = Operands.several(key, "IN", values);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** The string has this part somewhere; case counts. */
  record Contains(Key key, String part) implements Filter {
    public Contains {
      Operands.text(key, "CONTAINS", part);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** The string begins so; case counts. */
  record StartsWith(Key key, String start) implements Filter {
    public StartsWith {
      Operands.text(key, "STARTS WITH", start);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** The value is a list, and this is one of its items. */
  record Has(Key key, String item) implements Filter {
    public Has {
      Operands.item(key, item);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** The key has a value; an empty list is none. */
  record Exists(Key key) implements Filter {
    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** All of two or more filters hold. An and among them is replaced by its own filters. */
  record And(List<Filter> filters) implements Filter {
    public And {
      filters = Nesting.flatten("and", And.class, filters);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** Any of two or more filters holds. An or among them is replaced by its own filters. */
  record Or(List<Filter> filters) implements Filter {
    public Or {
      filters = Nesting.flatten("or", Or.class, filters);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** The filter does not hold. */
  record Not(Filter filter) implements Filter {
    public Not {
      Nesting.checked(List.of(filter));
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }
}
