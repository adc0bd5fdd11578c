package dev.nearfield.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A paragraph style.
 *
 * @param name its name, which stays English for built-in styles: "heading 1", "Title"
 * @param basedOn the id of the style that it takes its settings from, or null
 * @param level the heading level that it gives, 1 to 9, or 0
 */
record DocxStyle(String name, @Nullable String basedOn, int level) {
  private static final int DEEPEST_CHAIN = 20;

  /** Body text has the outline level 9, and level 0 is that of the outermost heading. */
  private static final int OUTLINE_BODY = 9;

  /** The styles by id; none when the document has no such part. */
  static Map<String, DocxStyle> read(DocxParts parts, String part)
      throws IOException, XMLStreamException {
    var styles = new HashMap<String, DocxStyle>();
    parts.read(part, xml -> read(xml, styles));
    return styles;
  }

  private static void read(XMLStreamReader xml, Map<String, DocxStyle> styles)
      throws XMLStreamException {
    String id = "";
    String name = "";
    String basedOn = null;
    int level = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "style" -> {
            id = attribute(xml, "styleId");
            name = "";
            basedOn = null;
            level = 0;
          }
          case "name" -> name = attribute(xml, "val");
          case "basedOn" -> basedOn = attribute(xml, "val");
          case "outlineLvl" -> level = level(attribute(xml, "val"));
          default -> {}
        }
      } else if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("style")) {
        styles.put(id, new DocxStyle(name, basedOn, level > 0 ? level : levelOf(name)));
      }
    }
  }

  private static int levelOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.matches("heading [1-9]") ? lower.charAt(lower.length() - 1) - '0' : 0;
  }

  /** The heading level of an outline level as it is written, 0 for body text. */
  static int level(String outlineLevel) {
    return outlineLevel.matches("[0-9]") && !outlineLevel.equals(String.valueOf(OUTLINE_BODY))
        ? outlineLevel.charAt(0) - '0' + 1
        : 0;
  }

  /** The heading level of a style, its own or that of a style that it is based on; 0 for none. */
  static int level(Map<String, DocxStyle> styles, String id) {
    @Nullable String next = id;
    for (int i = 0; i < DEEPEST_CHAIN && next != null; i++) {
      DocxStyle style = styles.get(next);
      if (style == null) {
        return 0;
      }
      if (style.level() > 0) {
        return style.level();
      }
      next = style.basedOn();
    }
    return 0;
  }

  /** An attribute by its local name, whichever of the two namespaces of DOCX it is in. */
  static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }
}
