package dev.nearfield.ingest;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * Turns a file of one type into documents. {@link Readers#standard} has the built-in ones, and
 * {@link Readers#with} adds others.
 *
 * <p>Readers are immutable and safe for concurrent use.
 *
 * {@snippet class="dev.nearfield.examples.IngestExamplesTest" region="reader"}
 */
public interface DocumentReader {

  /** The type's name, kept as the metadata {@code type} of what it reads: "markdown", "pdf". */
  String type();

  /**
   * The documents of a file, in order: one for a text, one a row for a table. The stream reads as
   * it goes and is closed by the caller. A row that cannot be read is an {@link Outcome.Failed}
   * among the others.
   *
   * @throws IOException when the file cannot be opened; later failures come as {@link
   *     java.io.UncheckedIOException} from the stream
   * @throws dev.nearfield.model.InvalidInputException for a file that is not of this type, here or
   *     from the stream
   */
  Stream<Outcome> read(SourceFile file) throws IOException;
}
