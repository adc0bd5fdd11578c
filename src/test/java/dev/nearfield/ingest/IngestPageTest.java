package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.FolderReport;
import dev.nearfield.IngestOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Place;
import dev.nearfield.model.PlacedChunk;
import dev.nearfield.model.TokenCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the page on reading and chunking, and holds the page to the code. */
final class IngestPageTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Path PAGE = PROJECT.resolve("src/site/markdown/ingest.md");

  @TempDir Path root;
  @TempDir Path index;

  @Test
  void aFolderIsReadAndCut() throws IOException {
    TokenCounter tokens = new FourCharTokens();
    var reading = Reading.in(root);
    reading.write("travel.md", "# Travel\n\n## Rail\n\nBook early.");
    reading.write("drafts/new.md", "# Draft");
    reading.write("scan.pdf", "not a PDF");
    var chunks = new ArrayList<PlacedChunk>();
    var errors = new ArrayList<String>();
    Folder handbook = Folder.of(root).include("*.md", "*.pdf").exclude("drafts");
    Chunker chunker = Chunkers.sentences(220, 40);
    try (Stream<Outcome> outcomes = Readers.standard().read(handbook)) {
      outcomes.forEach(
          outcome -> {
            switch (outcome) {
              case Outcome.Read read -> chunks.addAll(chunker.chunk(read.document(), tokens));
              case Outcome.Failed failed -> errors.add(failed.path() + ": " + failed.reason());
              case Outcome.Skipped skipped -> errors.add(skipped.path() + ": " + skipped.reason());
            }
          });
    }
    assertEquals(1, chunks.size());
    assertEquals(new Place("Travel > Rail", null), chunks.getFirst().place());
    assertEquals(1, errors.size());
    assertTrue(errors.getFirst().startsWith("scan.pdf: "), errors.getFirst());
    try (VectorStore store = VectorStore.open(index, new HashingEmbedder(8))) {
      FolderReport report = store.ingest(handbook, IngestOptions.defaults().pruning());
      assertEquals(1, report.failed());
      assertEquals(1, report.documents().embedded());
    }
  }

  @Test
  void aTableIsMapped() throws IOException {
    FieldMapping fields =
        FieldMapping.standard().withId("sku").withText("name", "description").withNumbers("price");
    Readers catalogue = Readers.standard(ReadOptions.defaults().withFields(fields));
    Reading.in(root).write("a.csv", "sku,name,description,price\nX1,Chair,Of oak.,12.5\n");
    try (Stream<Outcome> outcomes = catalogue.read(Folder.of(root))) {
      var read = (Outcome.Read) outcomes.toList().getFirst();
      assertEquals("X1", read.document().document().id());
      assertEquals("Chair\n\nOf oak.", read.document().text());
    }
  }

  @Test
  void aChunkerIsDescribedAndParsed() {
    String description = Chunkers.sentences(256, 40).description();
    Chunker same = Chunkers.parse("sentences(max=256,overlap=40)");
    assertEquals(description, same.description());
  }

  @Test
  void everyExampleOfThePageIsRunHere() throws IOException {
    List<String> test =
        Files.readString(PROJECT.resolve("src/test/java/dev/nearfield/ingest/IngestPageTest.java"))
            .lines()
            .map(String::strip)
            .toList();
    Matcher blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    int lines = 0;
    while (blocks.find()) {
      for (String line : blocks.group(1).split("\n", 0)) {
        assertTrue(test.contains(line.strip()), "not run: " + line);
        lines++;
      }
    }
    assertTrue(lines > 10);
  }

  @Test
  void thePageNamesEveryExtensionLibraryAndLimit() throws IOException {
    String page = Files.readString(PAGE);
    for (String extension : Readers.standard().extensions()) {
      assertTrue(page.contains("`" + extension + "`"), extension);
    }
    for (OptionalLibrary library : OptionalLibrary.values()) {
      assertTrue(page.contains("`" + library.artifact() + "`"), library.artifact());
    }
    ReadOptions options = ReadOptions.defaults();
    assertTrue(page.contains("(%,d bytes)".formatted(options.maxFileBytes())));
    assertTrue(page.contains("| %,d characters |".formatted(options.maxTextChars())));
  }
}
