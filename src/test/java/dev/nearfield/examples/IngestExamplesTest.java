package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunker;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.ingest.DocumentReader;
import dev.nearfield.ingest.FieldMapping;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.Found;
import dev.nearfield.ingest.Outcome;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.ingest.ReadOptions;
import dev.nearfield.ingest.Readers;
import dev.nearfield.ingest.Section;
import dev.nearfield.ingest.SourceFile;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.Place;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Reading files and cutting their texts. */
final class IngestExamplesTest {
  private final Embedder embedder = new HashingEmbedder(32);

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path root;
  @TempDir private Path index;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(root.resolve("travel.md"), "# Travel\n\n## Rail\n\nBook early. Pay later.");
    Files.writeString(root.resolve("chairs.csv"), "sku;name;price\nX1;Chair;12.5\n");
    Files.writeString(root.resolve("build.log"), "It is done.");
    Files.write(root.resolve("scan.pdf"), new byte[] {1, 2, 3});
  }

  @Test
  void aFolderIsReadIntoAStore() {
    try (VectorStore store = VectorStore.open(index, embedder)) {
      // @start region="read"
      Folder handbook = Folder.of(root).include("*.md", "*.pdf").exclude("drafts");
      List<String> problems = new ArrayList<>();
      try (Stream<Outcome> outcomes = Readers.standard().read(handbook)) {
        store.addRead(
            outcomes.flatMap(
                outcome ->
                    switch (outcome) {
                      case Outcome.Read read -> Stream.of(read.document());
                      case Outcome.Failed failed -> {
                        problems.add(failed.path() + ": " + failed.reason());
                        yield Stream.empty();
                      }
                      case Outcome.Skipped skipped -> Stream.empty();
                    }),
            progress -> {});
      }
      // @end
      assertEquals(1, store.count());
      assertEquals(1, problems.size());
      assertTrue(problems.getFirst().startsWith("scan.pdf: "), problems.getFirst());
    }
  }

  @Test
  void aTextIsCut() {
    // @start region="chunk"
    Chunker chunker = Chunkers.sentences(220, 40); // tokens in a chunk, and in its overlap
    SourceDocument document = SourceDocument.of("rail", "Book early. Pay later.");
    for (PlacedChunk placed : chunker.chunk(ReadDocument.of(document), embedder.tokenCounter())) {
      Place place = placed.place(); // without heading: this document has none
      System.out.println(placed.chunk().text() + " " + place.heading());
    }
    // @end
    assertEquals("Book early. Pay later. null\n", printed.take());
    assertEquals(chunker.description(), Chunkers.parse(chunker.description()).description());
  }

  @Test
  void aDocumentKnowsItsSections() {
    // @start region="sections"
    ReadDocument read =
        new ReadDocument(
            SourceDocument.of("rail", "Rail\nBook early."),
            List.of(new Section(0, 5, 16, List.of("Travel", "Rail"), 3))); // on page 3
    String heading = read.placeAt(7).heading(); // Travel > Rail
    // @end
    assertEquals("Travel > Rail", heading);
  }

  @Test
  void aTableIsMapped() throws IOException {
    // @start region="options"
    FieldMapping fields =
        FieldMapping.standard().withId("sku").withText("name").withNumbers("price");
    Readers readers =
        Readers.standard(ReadOptions.defaults().withFields(fields).withCsvSeparator(';'));
    SourceFile file = SourceFile.of(root.resolve("chairs.csv"));
    try (Stream<Outcome> rows = readers.read(file)) {
      rows.forEach(System.out::println); // a document for each row
    }
    // @end
    assertTrue(printed.take().contains("id=X1"));
  }

  // @start region="reader"
  /** Reads each line of a log as a document. */
  static final class LogReader implements DocumentReader {
    @Override
    public String type() {
      return "log";
    }

    @Override
    public Stream<Outcome> read(SourceFile file) throws IOException {
      return Files.lines(file.path())
          .map(line -> file.document(type(), null, line, Metadata.empty()))
          .map(document -> new Outcome.Read(file.name(), ReadDocument.of(document)));
    }
  }

  // @end

  @Test
  void aReaderIsAdded() {
    Readers readers = Readers.standard().with(new LogReader(), "log");
    try (Stream<Outcome> outcomes = readers.read(Folder.of(root).include("*.log"))) {
      var read = (Outcome.Read) outcomes.toList().getFirst();
      assertEquals("It is done.", read.document().text());
    }
  }

  @Test
  void aFolderIsWalked() {
    // @start region="walk"
    try (Stream<Found> found = Folder.of(root).files()) {
      long bytes =
          found
              .mapToLong(
                  entry ->
                      switch (entry) {
                        case SourceFile file -> file.size();
                        case Outcome.Failed failed -> 0;
                        case Outcome.Skipped skipped -> 0;
                      })
              .sum();
      System.out.println(bytes + " bytes to read");
    }
    // @end
    assertEquals("84 bytes to read\n", printed.take());
  }
}
