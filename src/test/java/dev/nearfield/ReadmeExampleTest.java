package dev.nearfield;

import static dev.nearfield.filter.Filters.atLeast;
import static dev.nearfield.filter.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the README is the code of this test. */
final class ReadmeExampleTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @TempDir private Path folder;

  @Test
  void theExampleFindsTheAnswerFirst() {
    var printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      example();
    } finally {
      System.setOut(console);
    }
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.getFirst().matches("\\d\\.\\d{4} Refunds are paid within 30 days\\."));
  }

  private void example() {
    // example
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        VectorStore store = VectorStore.open(folder, embedder)) {
      Metadata english = Metadata.of("lang", "en", "year", 2024);
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days.", english));
      store.add(SourceDocument.of("parcels", "Parcels travel by rail and by ship.", english));
      store.commit(); // survives a crash from here on

      SearchRequest ask =
          SearchRequest.hybrid("how long until I get my money back?")
              .where(eq("lang", "en").and(atLeast("year", 2022)));
      for (Hit hit : store.search(ask)) {
        System.out.printf("%.4f %s%n", hit.score(), hit.text());
      }
    }
    // end
  }

  @Test
  void theExampleInTheReadmeIsThisOne() throws IOException {
    String source =
        Files.readString(PROJECT.resolve("src/test/java/dev/nearfield/ReadmeExampleTest.java"));
    String example =
        source.split("    // example\n")[1].split("    // end\n")[0].stripTrailing().stripIndent();
    String readme = Files.readString(PROJECT.resolve("README.md"));
    assertTrue(readme.contains("```java\n" + example + "\n```"), example);
  }
}
