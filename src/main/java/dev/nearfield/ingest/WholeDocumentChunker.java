package dev.nearfield.ingest;

import dev.nearfield.model.Chunk;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.TokenCounter;
import java.util.List;

/** See {@link Chunkers#wholeDocument}. */
enum WholeDocumentChunker implements Chunker {
  INSTANCE;

  @Override
  public List<PlacedChunk> chunk(ReadDocument document, TokenCounter tokens) {
    return document.text().isBlank()
        ? List.of()
        : List.of(new PlacedChunk(Chunk.whole(document.text()), document.placeAt(0)));
  }

  @Override
  public String description() {
    return ChunkerDescription.WHOLE_DOCUMENT;
  }
}
