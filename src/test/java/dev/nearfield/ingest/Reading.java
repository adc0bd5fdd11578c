package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes files into a folder and reads them through the front door. */
record Reading(Path folder, ReadOptions options) {

  static Reading in(Path folder) {
    return new Reading(folder, ReadOptions.defaults());
  }

  Reading with(ReadOptions options) {
    return new Reading(folder, options);
  }

  Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  List<Outcome> outcomes(Path file) throws IOException {
    try (Stream<Outcome> stream = Readers.standard(options).read(SourceFile.of(file))) {
      return stream.toList();
    }
  }

  /** The one document of a file. */
  ReadDocument document(Path file) throws IOException {
    List<Outcome> outcomes = outcomes(file);
    assertEquals(1, outcomes.size(), () -> "outcomes " + outcomes);
    return assertInstanceOf(Outcome.Read.class, outcomes.getFirst()).document();
  }

  /** The one document of a text written to a file. */
  ReadDocument document(String name, String text) throws IOException {
    return document(write(name, text));
  }

  /** The documents of the rows of a text written to a file. */
  List<SourceDocument> rows(String name, String text) throws IOException {
    return outcomes(write(name, text)).stream()
        .map(outcome -> assertInstanceOf(Outcome.Read.class, outcome).document().document())
        .toList();
  }

  /** Why a file could not be read, as the last of its outcomes says. */
  String reason(Path file) throws IOException {
    return assertInstanceOf(Outcome.Failed.class, outcomes(file).getLast()).reason();
  }

  /** The text of each section, with its headings and page. */
  static List<String> sections(ReadDocument document) {
    return document.sections().stream()
        .map(
            section ->
                String.join(" > ", section.headings())
                    + (section.page() == null ? "" : "p" + section.page())
                    + ": "
                    + document.text().substring(section.start(), section.end()).strip())
        .toList();
  }
}
