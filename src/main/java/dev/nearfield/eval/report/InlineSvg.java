package dev.nearfield.eval.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import dev.nearfield.model.InvalidInputException;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.chart.JFreeChart;

/**
 * A chart as SVG to stand inside a page: without a prolog or a size of its own, in the page's
 * colours and font, and short.
 */
final class InlineSvg {
  private static final Pattern ATTRIBUTE = Pattern.compile("(?<= [\\w-]{1,20}=)\"[^\"]*\"");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+(?:E-?\\d+)?");
  private static final Pattern CLIP = Pattern.compile("clip-?\\d+");

  private static final Pattern TEXT =
      Pattern.compile("<text( [^>]*)x=\"([^\"]*)\"([^>]*)>([^<]*)</text>");

  /** How the library measures texts. */
  static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

  private InlineSvg() {}

  static String draw(String id, JFreeChart chart, int width, int height) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    try {
      chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    } catch (LinkageError | InternalError e) {
      throw new InvalidInputException(
          "The charts cannot be laid out, because Java finds no fonts ("
              + e
              + "). Install fontconfig and a font, or write the report as .md or .json.",
          e);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Processors.get("svg")
          .getDocument(graphics.getCommands(), new PageSize(width, height))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("A chart cannot be written as SVG.", e);
    }
    return inline(id, bytes.toString(StandardCharsets.UTF_8));
  }

  private static String inline(String id, String svg) {
    Map<String, String> clips = new LinkedHashMap<>();
    String body =
        ATTRIBUTE
            .matcher(svg.substring(svg.indexOf('>', svg.indexOf("<svg ")) + 1))
            .replaceAll(
                attribute -> Matcher.quoteReplacement(attribute(id, attribute.group(), clips)));
    body = TEXT.matcher(body).replaceAll(text -> Matcher.quoteReplacement(centred(text)));
    String viewBox = svg.replaceFirst("(?s).*?viewBox=\"([^\"]*)\".*", "$1");
    return "<svg viewBox=\""
        + viewBox
        + "\" aria-hidden=\"true\">"
        + body.replaceAll(">\\s+<", "><");
  }

  /**
   * The page's font is wider or narrower than the one that the chart was laid out with: a text that
   * is held by its middle stays where it belongs.
   */
  private static String centred(MatchResult text) {
    String content =
        text.group(4)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
    double width = Charts.FONT.getStringBounds(content, METRICS).getWidth();
    long middle = Math.round(Double.parseDouble(text.group(2)) + width / 2);
    return "<text"
        + text.group(1)
        + "x=\""
        + middle
        + "\" text-anchor=\"middle\""
        + text.group(3)
        + ">"
        + text.group(4)
        + "</text>";
  }

  /** Rounded, in the page's colours, with ids that no other chart of the page has. */
  private static String attribute(String id, String attribute, Map<String, String> clips) {
    String text =
        DECIMAL
            .matcher(attribute)
            .replaceAll(
                number ->
                    new BigDecimal(number.group())
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString());
    text =
        CLIP.matcher(text)
            .replaceAll(
                clip -> clips.computeIfAbsent(clip.group(), old -> id + "-" + clips.size()));
    for (Ink ink : Ink.values()) {
      text = text.replace(ink.written(), ink.css());
    }
    return text.replaceAll("font-(family:&quot;.*?&quot;|size:[^;\"]*);?", "")
        .replaceAll("stroke-(miterlimit|linecap|dashoffset):[^;\"]*;?", "")
        .replace("stroke:none;", "")
        .replace(";\"", "\"");
  }
}
