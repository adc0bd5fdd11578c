package dev.nearfield.ingest;

import dev.nearfield.model.Metadata;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text of a page as it is walked: a blank line around blocks, a line for a list item or
 * table row, a tab between table cells, white space folded outside {@code pre}.
 */
final class HtmlText implements NodeFilter {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "head",
          "nav",
          "script",
          "style",
          "aside",
          "footer",
          "noscript",
          "template",
          "svg",
          "iframe");
  private static final Set<String> LINES = Set.of("br", "li", "tr", "dt", "dd", "option");
  private static final Set<String> CELLS = Set.of("td", "th");
  private static final Set<String> ROW_GROUPS = Set.of("tbody", "thead", "tfoot");

  private final StringBuilder text = new StringBuilder();
  private final Outline outline = new Outline();
  private int breaks;
  private boolean space;
  private int tabs;
  private boolean firstCell;
  private boolean rowHasText;
  private boolean cellIsEmpty;
  private int preformatted;
  private int headingStart = -1;
  private int headingDepth;

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words) {
      append(words.getWholeText());
    } else if (node instanceof Element element) {
      if (LEFT_OUT.contains(element.normalName())) {
        return FilterResult.SKIP_ENTIRELY;
      }
      separate(element);
      begin(element, depth);
    }
    return FilterResult.CONTINUE;
  }

  private void begin(Element element, int depth) {
    String name = element.normalName();
    if (name.equals("pre")) {
      preformatted++;
    } else if (name.equals("tr")) {
      firstCell = true;
      rowHasText = false;
    } else if (CELLS.contains(name)) {
      tabs += firstCell ? 0 : 1;
      breaks = rowHasText ? 0 : breaks;
      firstCell = false;
      cellIsEmpty = true;
    } else if (level(name) > 0 && headingStart < 0) {
      writeBreaks();
      headingStart = text.length();
      headingDepth = depth;
    }
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      String name = element.normalName();
      if (name.equals("pre")) {
        preformatted--;
      } else if (headingStart >= 0 && headingDepth == depth && level(name) > 0) {
        outline.heading(level(name), text.substring(headingStart), headingStart, text.length());
        headingStart = -1;
      }
      separate(element);
    }
    return FilterResult.CONTINUE;
  }

  /** The level of a heading element, or 0. */
  private static int level(String name) {
    boolean heading = name.length() == 2 && name.charAt(0) == 'h';
    return heading ? Math.max(0, "123456".indexOf(name.charAt(1)) + 1) : 0;
  }

  private void separate(Element element) {
    String name = element.normalName();
    if (name.equals("tr")) {
      tabs = 0;
      cellIsEmpty = false;
    }
    if (cellIsEmpty) {
      return; // A tab sets a block at the beginning of a cell apart.
    }
    if (LINES.contains(name)) {
      breaks = Math.max(breaks, 1);
    } else if (element.isBlock() && !CELLS.contains(name) && !ROW_GROUPS.contains(name)) {
      breaks = 2;
    }
  }

  private void append(String words) {
    if (preformatted > 0) {
      writeBreaks();
      text.append(words);
      return;
    }
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        space = true;
      } else {
        writeBreaks();
        text.append(c);
      }
    }
  }

  /** What separates the next character from the last. */
  private void writeBreaks() {
    if (!text.isEmpty()) {
      text.repeat('\n', breaks).repeat('\t', tabs);
      if (space && !Character.isWhitespace(text.charAt(text.length() - 1))) {
        text.append(' ');
      }
    }
    tabs = 0;
    breaks = 0;
    space = false;
    rowHasText = true;
    cellIsEmpty = false;
  }

  ReadDocument toDocument(SourceFile file, String type, @Nullable String title) {
    String whole = text.toString();
    return new ReadDocument(
        file.document(type, title, whole, Metadata.empty()), outline.sections(whole));
  }
}
