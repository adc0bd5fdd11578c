package dev.nearfield.ingest;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Collects the text of a PDF page by page, within limits: what a page draws can be many times what
 * the file holds. The limits are thrown unchecked, because PDFBox logs the checked exceptions of an
 * operator and goes on.
 */
final class PdfText extends PDFTextStripper {
  /** A dense newspaper page has under 50,000; each takes some 300 bytes while its page is read. */
  private static final int MOST_GLYPHS_ON_PAGE = 1_000_000;

  private static final int MOST_OPERATORS = 50_000_000;

  private final int maxChars;
  private final StringWriter page = new StringWriter();
  private final StringBuilder text = new StringBuilder();
  private final List<Section> sections = new ArrayList<>();
  private int glyphsOnPage;
  private int operators;

  PdfText(int maxChars) {
    this.maxChars = maxChars;
    setLineSeparator("\n");
    setParagraphEnd("\n");
    setPageEnd("");
  }

  StringWriter pageOutput() {
    return page;
  }

  String text() {
    return text.toString();
  }

  List<Section> sections() {
    return sections;
  }

  @Override
  protected void startPage(PDPage unused) {
    glyphsOnPage = 0;
    page.getBuffer().setLength(0);
  }

  @Override
  protected void endPage(PDPage unused) {
    String words = WellFormed.of(page.toString()).strip();
    if (words.isEmpty()) {
      return;
    }
    int start = text.length();
    if (start > 0) {
      text.append("\n\n");
      Section last = sections.removeLast();
      sections.add(section(last.start(), text.length(), last.page()));
      start = text.length();
    }
    text.append(words);
    sections.add(section(start, text.length(), getCurrentPageNo()));
    refuseOver(text.length(), maxChars, "characters");
  }

  private static Section section(int start, int end, @Nullable Integer page) {
    return new Section(start, start, end, List.of(), page);
  }

  @Override
  protected void processTextPosition(TextPosition position) {
    refuseOver(++glyphsOnPage, Math.min(maxChars, MOST_GLYPHS_ON_PAGE), "characters on a page");
    super.processTextPosition(position);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    refuseOver(++operators, MOST_OPERATORS, "drawing operators");
    super.processOperator(operator, operands);
  }

  private void refuseOver(int count, int limit, String what) {
    if (count > limit) {
      throw new InvalidInputException(
          "Page %d brings it over %,d %s. Split the file, or exclude it."
              .formatted(getCurrentPageNo(), limit, what));
    }
  }
}
