package dev.nearfield.hostile;

import dev.nearfield.ingest.DocumentReader;
import dev.nearfield.ingest.Outcome;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.ingest.SourceFile;
import dev.nearfield.model.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A reader that gives somebody else time to do something to the file. */
record SlowReader(Meanwhile meanwhile) implements DocumentReader {

  /** What happens to the file. */
  @FunctionalInterface
  interface Meanwhile {
    void to(Path file) throws IOException;
  }

  @Override
  public String type() {
    return "slow";
  }

  @Override
  public Stream<Outcome> read(SourceFile file) throws IOException {
    String text = Files.readString(file.path());
    meanwhile.to(file.path());
    var document = file.document(type(), null, text, Metadata.empty());
    return Stream.of(new Outcome.Read(file.name(), ReadDocument.of(document)));
  }
}
