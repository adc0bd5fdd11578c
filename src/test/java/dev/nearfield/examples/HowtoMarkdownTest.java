package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Embedders;
import dev.nearfield.IngestOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.ingest.Folder;
import dev.nearfield.model.Hit;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of the page about a folder of Markdown. */
final class HowtoMarkdownTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path handbook;
  @TempDir private Path folder;

  @Test
  void theCodeOfThePageRuns() throws IOException {
    Files.writeString(
        handbook.resolve("terms.md"),
        "---\n"
            + "lang: en\n"
            + "year: 2024\n"
            + "---\n"
            + "# Terms\n\n"
            + "## Refunds\n\n"
            + "Money comes back within 30 days.\n");
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        VectorStore store = VectorStore.open(folder, embedder)) {
      store.ingest(Folder.of(handbook).include("*.md"), IngestOptions.defaults().pruning());
      SearchRequest ask =
          SearchRequest.hybrid("how long do refunds take?").candidates(100).limit(5);
      for (Hit hit : store.search(ask)) {
        System.out.println(hit.source() + ", " + hit.place().heading() + ": " + hit.text());
      }
    }
    String first = printed.take().lines().findFirst().orElseThrow();
    assertTrue(first.startsWith("terms.md, Terms > Refunds: "), first);
  }

  @Test
  void everyLineOfThePagesCodeStandsHere() throws IOException {
    String page = Files.readString(PROJECT.resolve("src/site/markdown/howto-markdown.md"));
    List<String> test =
        Files.readString(
                PROJECT.resolve("src/test/java/dev/nearfield/examples/HowtoMarkdownTest.java"))
            .lines()
            .map(String::strip)
            .toList();
    List<String> code =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .flatMap(block -> block.group(1).lines())
            .map(String::strip)
            .toList();
    assertTrue(code.size() > 5);
    assertEquals(List.of(), code.stream().filter(line -> !test.contains(line)).toList());
  }
}
