package dev.nearfield;

import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.Manifest;
import dev.nearfield.store.VectorSimilarity;
import java.util.List;

/**
 * Checks embeddings that were made outside against the collection that they are for.
 *
 * {@snippet class="dev.nearfield.examples.BackupExamplesTest" region="given"}
 */
public final class GivenVectors {
  private static final double LENGTH_TOLERANCE = 1e-3;

  private GivenVectors() {}

/**
   * Refuses chunks that are not numbered from 0 or end behind their document's text, and vectors of
   * other dimensions or of a length that the model's embeddings do not have.
   *
   * @throws InvalidInputException naming the chunk or what the vector has and should have
   */
  public static void requireFit(
      SourceDocument document, List<EmbeddedChunk> chunks, Manifest manifest) {
    for (int i = 0; i < chunks.size(); i++) {
      int ordinal = chunks.get(i).chunk().ordinal();
      if (ordinal != i) {
        throw new InvalidInputException(
            "Chunk " + i + " has the ordinal " + ordinal + ". Number the chunks from 0, in order.");
      }
      int end = chunks.get(i).chunk().end();
      if (end > document.text().length()) {
        throw new InvalidInputException(
            "Chunk %d ends at %d, and the text of document '%s' has %d characters. Count from the text's beginning, in UTF-16 code units."
                .formatted(i, end, document.id(), document.text().length()));
      }
      requireFit(chunks.get(i).embedding(), manifest);
    }
  }

  static void requireFit(Embedding embedding, Manifest manifest) {
    int dimension = manifest.model().dimension();
    if (embedding.dimension() != dimension) {
      throw new InvalidInputException(
          "The vector has "
              + embedding.dimension()
              + " dimensions, and the collection's model "
              + manifest.model().name()
              + " has "
              + dimension
              + ". Embed the text with that model, or open a new collection for this one.");
    }
    if (manifest.similarity() == VectorSimilarity.DOT_PRODUCT
        && Math.abs(embedding.norm() - 1) > LENGTH_TOLERANCE) {
      throw new InvalidInputException(
          "The vector's length is "
              + (float) embedding.norm()
              + ", and the embeddings of "
              + manifest.model().name()
              + " have length 1. Normalise it first.");
    }
  }
}
