package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text of DOCX parts: a blank line between paragraphs, a line for a table row, a tab
 * between cells.
 */
final class DocxBody {
  /**
   * What is not text of the document: deleted or moved-away text, former settings of a paragraph,
   * the second form of a drawing, field codes, and the positions of tab stops.
   */
  private static final Set<String> LEFT_OUT =
      Set.of("del", "moveFrom", "pPrChange", "Fallback", "instrText", "tabs");

  private static final Set<String> SEPARATOR_NOTES = Set.of("separator", "continuationSeparator");

  private final Map<String, DocxStyle> styles;
  private final int maxChars;
  private final StringBuilder text = new StringBuilder();
  private final Outline outline = new Outline();
  private @Nullable String titleParagraph;

  private boolean inText;
  private int rowDepth;
  private int cellsInRow;
  private boolean paragraphOpen;
  private int paragraphStart;
  private int level;
  private boolean titleStyle;

  DocxBody(Map<String, DocxStyle> styles, int maxChars) {
    this.styles = styles;
    this.maxChars = maxChars;
  }

  /** Adds a part; answers whether there is one of that name. */
  boolean read(DocxParts parts, String name) throws IOException, XMLStreamException {
    return parts.read(
        name,
        xml -> {
          while (xml.hasNext()) {
            switch (xml.next()) {
              case XMLStreamReader.START_ELEMENT -> start(xml);
              case XMLStreamReader.END_ELEMENT -> end(xml.getLocalName());
              case XMLStreamReader.CHARACTERS, XMLStreamReader.SPACE, XMLStreamReader.CDATA -> {
                if (inText) {
                  append(xml.getText());
                }
              }
              default -> {}
            }
          }
        });
  }

  private void start(XMLStreamReader xml) throws XMLStreamException {
    String name = xml.getLocalName();
    if (LEFT_OUT.contains(name) || isSeparatorNote(xml)) {
      skip(xml);
      return;
    }
    switch (name) {
      case "p" -> startParagraph();
      case "pStyle" -> {
        String id = DocxStyle.attribute(xml, "val");
        level = DocxStyle.level(styles, id);
        DocxStyle style = styles.get(id);
        titleStyle = style != null && style.name().equalsIgnoreCase("Title");
      }
      case "outlineLvl" -> level = DocxStyle.level(DocxStyle.attribute(xml, "val"));
      case "t" -> inText = true;
      case "tab" -> append("\t");
      case "br", "cr" -> append("\n");
      case "noBreakHyphen" -> append("\u2011");
      case "tbl" -> breakTo(rowDepth == 0 ? "\n\n" : "\n");
      case "tr" -> startRow();
      case "tc" -> startCell();
      default -> {}
    }
  }

  private void end(String name) {
    switch (name) {
      case "p" -> endParagraph();
      case "t" -> inText = false;
      case "tr" -> rowDepth--;
      default -> {}
    }
  }

  private static boolean isSeparatorNote(XMLStreamReader xml) {
    String name = xml.getLocalName();
    return (name.equals("footnote") || name.equals("endnote"))
        && SEPARATOR_NOTES.contains(DocxStyle.attribute(xml, "type"));
  }

  private static void skip(XMLStreamReader xml) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> depth++;
        case XMLStreamReader.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  private void startRow() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      append("\n");
    }
    rowDepth++;
    cellsInRow = 0;
  }

  private void startCell() {
    if (cellsInRow++ > 0) {
      append("\t");
    }
  }

  private void startParagraph() {
    if (rowDepth == 0) {
      breakTo("\n\n");
    } else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
      append("\n");
    }
    paragraphOpen = true;
    paragraphStart = text.length();
    level = 0;
    titleStyle = false;
  }

  private void endParagraph() {
    if (!paragraphOpen) {
      return;
    }
    paragraphOpen = false;
    String paragraph = text.substring(paragraphStart);
    if (level > 0 && rowDepth == 0) {
      int end = paragraphStart + paragraph.stripTrailing().length();
      outline.heading(level, paragraph, paragraphStart, end);
    }
    if (titleStyle && titleParagraph == null && !paragraph.isBlank()) {
      titleParagraph = paragraph.strip();
    }
  }

  /** Ends the text with exactly this separator, unless it is still empty. */
  private void breakTo(String separator) {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    text.setLength(end);
    if (end > 0) {
      append(separator);
    }
  }

  private void append(String words) {
    text.append(words);
    if (text.length() > maxChars) {
      throw new InvalidInputException(
          "It has more than the %,d characters allowed. Raise the limit of text, or split it."
              .formatted(maxChars));
    }
  }

  ReadDocument toDocument(SourceFile file, String type, @Nullable String title) {
    String whole = text.toString();
    String name = title == null ? titleParagraph : title;
    return new ReadDocument(
        file.document(type, name, whole, Metadata.empty()), outline.sections(whole));
  }
}
