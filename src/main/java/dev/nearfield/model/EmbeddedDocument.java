package dev.nearfield.model;

import java.util.List;

/**
 * A document with its chunks and their embeddings, exactly as they were given or made.
 *
 * {@snippet class="dev.nearfield.examples.ModelExamplesTest" region="given"}
 *
 * @param document the document
 * @param chunks its chunks in order; none when its text is empty
 */
public record EmbeddedDocument(SourceDocument document, List<EmbeddedChunk> chunks) {
  public EmbeddedDocument {
    chunks = List.copyOf(chunks);
  }
}
