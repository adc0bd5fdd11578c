package dev.nearfield.embed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Embedders;
import dev.nearfield.model.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code and the card on the embedding page are the ones that run. */
final class EmbeddingPageTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @Test
  void exampleGivesWhatItSays() {
    // example
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2")) {
      Embedding question = embedder.embedQuery("How long until I get my money back?");
      Embedding answer =
          embedder.embedDocuments(List.of("Refunds are paid within 30 days.")).getFirst();
      double likeness = question.cosine(answer);
      // end
      assertTrue(likeness > 0.4, () -> "likeness " + likeness);
    }
  }

  @Test
  void exampleOnThePageIsThisOne() throws IOException {
    String source =
        Files.readString(
            PROJECT.resolve("src/test/java/dev/nearfield/embed/EmbeddingPageTest.java"));
    String example = source.split("    // example\n")[1].split("      // end\n")[0].stripTrailing();
    assertTrue(page().contains("```java\n" + example.stripIndent() + "\n}\n```"), example);
  }

  /** The example of the cache is the one of the Javadoc, which runs there. */
  @Test
  void exampleOfTheCacheIsTheOneThatRuns() throws IOException {
    String source =
        Files.readString(
            PROJECT.resolve("src/test/java/dev/nearfield/examples/EmbeddingExamplesTest.java"));
    String example =
        source.split("region=\"cached\"\n")[1].split("    // @end\n")[0].stripTrailing();
    assertTrue(page().contains("```java\n" + example.stripIndent() + "\n```"), example);
  }

  @Test
  void theCardOnThePageIsTheOneThatIsPackaged() throws IOException {
    String card =
        Files.readAllLines(PROJECT.resolve("config/models/all-minilm-l6-v2.yaml")).stream()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n"));
    assertTrue(page().contains("```yaml\n" + card + "\n```"), card);
  }

  private static String page() throws IOException {
    return Files.readString(PROJECT.resolve("src/site/markdown/embedding.md"));
  }
}
