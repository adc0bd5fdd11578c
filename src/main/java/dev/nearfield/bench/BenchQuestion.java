package dev.nearfield.bench;

import dev.nearfield.model.Embedding;
import org.jspecify.annotations.Nullable;

/**
 * One question, ready for all modes.
 *
 * @param text its words; empty when only its embedding is known
 * @param vector its embedding
 * @param ownDocument the document that it was taken from and that is no answer to it; null when it
 *     was taken from none
 * @param ownChunks how many chunks that document has
 */
record BenchQuestion(String text, Embedding vector, @Nullable String ownDocument, int ownChunks) {

  boolean isOwn(String document) {
    return document.equals(ownDocument);
  }
}
