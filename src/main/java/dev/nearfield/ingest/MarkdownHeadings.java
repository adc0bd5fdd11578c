package dev.nearfield.ingest;

import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The headings of a Markdown text: those of the document itself, and not those quoted in it or in
 * its lists.
 *
 * @param title the first heading of level 1, or null
 */
record MarkdownHeadings(Outline outline, @Nullable String title) {
  private static final int DEEPEST_BLOCK = 64;
  private static final int LONGEST_PARSED_HEADING = 1_000;

  /** Finds blocks only; the inside of paragraphs is never needed. */
  private static final Parser BLOCKS =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST_BLOCK)
          .inlineParserFactory(context -> (lines, block) -> {})
          .build();

  private static final Parser INLINE = Parser.builder().build();

  static MarkdownHeadings of(String text) {
    var outline = new Outline();
    String title = null;
    for (Node block = BLOCKS.parse(text).getFirstChild(); block != null; block = block.getNext()) {
      if (block instanceof Heading heading) {
        List<SourceSpan> spans = heading.getSourceSpans();
        int start = spans.getFirst().getInputIndex();
        int end = spans.getLast().getInputIndex() + spans.getLast().getLength();
        String label = label(text.substring(start, end));
        outline.heading(heading.getLevel(), label, start, end);
        if (title == null && heading.getLevel() == 1 && !label.isBlank()) {
          title = label;
        }
      }
    }
    return new MarkdownHeadings(outline, title);
  }

  private static String label(String markdown) {
    if (markdown.length() > LONGEST_PARSED_HEADING) {
      return markdown.replaceFirst("^ {0,3}#{1,6}", "");
    }
    var label = new StringBuilder();
    INLINE
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Text text) {
                label.append(text.getLiteral());
              }

              @Override
              public void visit(Code code) {
                label.append(code.getLiteral());
              }

              @Override
              public void visit(SoftLineBreak lineBreak) {
                label.append(' ');
              }

              @Override
              public void visit(HardLineBreak lineBreak) {
                label.append(' ');
              }
            });
    return label.toString().strip();
  }
}
