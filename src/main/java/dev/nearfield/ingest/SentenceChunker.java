package dev.nearfield.ingest;

import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.TokenCounter;
import java.util.List;
import java.util.Locale;

/** See {@link Chunkers#sentences}. */
record SentenceChunker(int max, int overlap, Locale locale) implements Chunker {

  SentenceChunker {
    Budget.checked(max);
    if (overlap < 0 || overlap >= max) {
      throw new IllegalArgumentException(
          "overlapTokens must be >= 0 and < maxTokens, got " + overlap + " of " + max + ".");
    }
  }

  @Override
  public List<PlacedChunk> chunk(ReadDocument document, TokenCounter tokens) {
    var budget = new Budget(document.text(), tokens, max);
    return HeadingGroup.chunks(
        document,
        group -> new Packer(budget, Units.sentences(budget, group.span(), locale), overlap).pack());
  }

  @Override
  public String description() {
    return ChunkerDescription.of(ChunkerDescription.SENTENCES, max, overlap, locale);
  }
}
