package dev.nearfield.eval.report;

/** HTML as it is written: every text and every attribute is escaped here and nowhere else. */
final class Markup {
  private final StringBuilder html = new StringBuilder();

  /** Begins an element; attributes are names and values in turn. */
  Markup open(String element, String... attributes) {
    html.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      html.append('"');
    }
    html.append('>');
    return this;
  }

  Markup close(String element) {
    html.append("</").append(element).append('>');
    return this;
  }

  /** Ends a line, for those who read the source. */
  Markup line() {
    html.append('\n');
    return this;
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** An element that holds a text alone. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  /** Markup that was made by this house: never a text from outside. */
  Markup trusted(String markup) {
    html.append(markup);
    return this;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '&' -> html.append("&amp;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        case '\n', '\t' -> html.append(c);
        default -> html.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
