package dev.nearfield.ingest;

import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.TokenCounter;
import java.util.List;

/**
 * Cuts a document into chunks. {@link Chunkers} has the built-in ones. Immutable and safe for
 * concurrent use.
 *
 * <p>A chunk's text is {@code document.text().substring(start, end)}, and every character of the
 * document that is not white space is in one chunk at least. A blank document has no chunks.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="chunk"}
 */
public interface Chunker {

  /**
   * The chunks of a document, in the order of their beginnings, numbered from 0.
   *
   * @param document the document
   * @param tokens counts as the model that will embed the chunks does
   */
  List<PlacedChunk> chunk(ReadDocument document, TokenCounter tokens);

  /**
   * A short text that says how it cuts, the same for chunkers that cut alike: {@code
   * sentences(max=256,overlap=40)}. {@link Chunkers#parse} reads those of the built-in ones.
   */
  String description();
}
