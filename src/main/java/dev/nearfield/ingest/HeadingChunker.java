package dev.nearfield.ingest;

import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.TokenCounter;
import java.util.List;
import java.util.Locale;

/** See {@link Chunkers#headings}. */
record HeadingChunker(int max, Locale locale) implements Chunker {

  HeadingChunker {
    Budget.checked(max);
  }

  @Override
  public List<PlacedChunk> chunk(ReadDocument document, TokenCounter tokens) {
    var budget = new Budget(document.text(), tokens, max);
    return HeadingGroup.chunks(document, group -> cut(budget, group));
  }

  private List<Span> cut(Budget budget, HeadingGroup group) {
    Span whole = group.span().trimmed(budget.text());
    if (whole == null) {
      return List.of();
    }
    if (budget.fits(whole)) {
      return List.of(whole);
    }
    List<Span> paragraphs = ParagraphChunker.paragraphs(budget.text(), group, locale);
    return new Packer(budget, Units.paragraphs(budget, paragraphs, locale), 0).pack();
  }

  @Override
  public String description() {
    return ChunkerDescription.of(ChunkerDescription.HEADINGS, max, null, locale);
  }
}
