package dev.nearfield.ingest;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A reader whose class is loaded only once its library is known to be there: verifying the class
 * would already look for the library's.
 */
record OptionalReader(String type, OptionalLibrary library, Supplier<DocumentReader> reader)
    implements DocumentReader {

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    library.require();
    return reader.get().read(file);
  }
}
