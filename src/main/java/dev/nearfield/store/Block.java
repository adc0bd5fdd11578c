package dev.nearfield.store;

import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.SourceDocument;
import java.util.List;

/**
 * What one document is in the index.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="collection"}
 *
 * @param document the document, its times set
 * @param chunks its chunks with their embeddings, in order; none when its text is empty
 * @param hash names what the embeddings were made of, so that unchanged text is not embedded again
 */
public record Block(SourceDocument document, List<EmbeddedChunk> chunks, String hash) {
  public Block {
    chunks = List.copyOf(chunks);
  }

  /** The document and its chunks without the hash. */
  public EmbeddedDocument toEmbedded() {
    return new EmbeddedDocument(document, chunks);
  }
}
