package dev.nearfield.ingest;

import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** See {@link Chunkers#paragraphs}. */
record ParagraphChunker(int max, Locale locale) implements Chunker {

  ParagraphChunker {
    Budget.checked(max);
  }

  @Override
  public List<PlacedChunk> chunk(ReadDocument document, TokenCounter tokens) {
    var budget = new Budget(document.text(), tokens, max);
    return HeadingGroup.chunks(document, group -> cut(budget, group, locale));
  }

  private static List<Span> cut(Budget budget, HeadingGroup group, Locale locale) {
    var spans = new ArrayList<Span>();
    for (Span paragraph : paragraphs(budget.text(), group, locale)) {
      if (budget.fits(paragraph)) {
        spans.add(paragraph);
      } else {
        spans.addAll(new Packer(budget, Units.sentences(budget, paragraph, locale), 0).pack());
      }
    }
    return spans;
  }

  /** The paragraphs of a group, the first together with the heading. */
  static List<Span> paragraphs(String text, HeadingGroup group, Locale locale) {
    var paragraphs = new ArrayList<Span>();
    int start = group.span().start();
    var body = new Span(group.bodyStart(), group.span().end());
    for (Span piece : Grain.PARAGRAPH.cut(text, body, locale)) {
      Span paragraph = new Span(paragraphs.isEmpty() ? start : piece.start(), piece.end());
      Span trimmed = paragraph.trimmed(text);
      if (trimmed != null) {
        paragraphs.add(trimmed);
      }
    }
    Span whole = group.span().trimmed(text);
    return paragraphs.isEmpty() && whole != null ? List.of(whole) : paragraphs;
  }

  @Override
  public String description() {
    return ChunkerDescription.of(ChunkerDescription.PARAGRAPHS, max, null, locale);
  }
}
