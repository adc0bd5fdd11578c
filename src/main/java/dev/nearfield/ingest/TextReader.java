package dev.nearfield.ingest;

import dev.nearfield.model.Metadata;
import java.io.IOException;
import java.util.stream.Stream;

/** Plain text: the file as it is. */
record TextReader(ReadOptions options) implements DocumentReader {

  @Override
  public String type() {
    return "text";
  }

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    String text = WholeFile.text(file, options, options.charset());
    var document = file.document(type(), null, text, Metadata.empty());
    return Stream.of(new Outcome.Read(file.name(), ReadDocument.of(document)));
  }
}
