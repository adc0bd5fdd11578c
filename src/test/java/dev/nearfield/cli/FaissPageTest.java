package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.ingest.FieldMapping;
import dev.nearfield.ingest.Folder;
import dev.nearfield.ingest.Outcome;
import dev.nearfield.ingest.ReadOptions;
import dev.nearfield.ingest.Readers;
import dev.nearfield.model.Hit;
import dev.nearfield.search.SearchRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the way of the page from FAISS and a JSON file, and holds the page to what runs here. */
final class FaissPageTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Path PAGE = PROJECT.resolve("src/site/markdown/howto-faiss-json.md");
  private static final Path TEST =
      PROJECT.resolve("src/test/java/dev/nearfield/cli/FaissPageTest.java");
  private static final String ROWS =
      """
      {"id": "0", "text": "Refunds are paid within 30 days.", "source": "terms.md", "year": 2024}
      {"id": "1", "text": "Parcels travel by rail and by ship.", "source": "shipping.md", "year": 2021}
      """;

  @TempDir private Path texts;

  private String page = "";

  @BeforeEach
  void readPage() throws IOException {
    page = Files.readString(PAGE);
  }

  private List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void rowsBecomeDocumentsAndDistancesAreThoseOfFaiss() throws IOException {
    Files.writeString(texts.resolve("texts.jsonl"), ROWS);
    Path folder = texts.resolve("collection");
    FieldMapping fields = FieldMapping.standard().withId("id").withText("text");
    Readers readers = Readers.standard(ReadOptions.defaults().withFields(fields));
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        VectorStore store = VectorStore.open(folder, embedder);
        Stream<Outcome> rows = readers.read(Folder.of(texts).include("texts.jsonl"))) {
      rows.forEach(
          row -> {
            switch (row) {
              case Outcome.Read read -> store.addRead(Stream.of(read.document()), report -> {});
              case Outcome.Failed failed ->
                  System.err.println(failed.path() + ": " + failed.reason());
              case Outcome.Skipped skipped -> System.err.println(skipped.path() + " is left out");
            }
          });
    }
    var printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        Snapshot snapshot = Snapshot.open(folder, embedder)) {
      SearchRequest ask = SearchRequest.vector("how long until I get my money back?").limit(3);
      for (Hit hit : snapshot.search(ask)) {
        double squaredL2 = 2 * hit.distance(); // what IndexFlatL2 answers for vectors of length 1
        System.out.printf("%s %.4f %.4f%n", hit.documentId(), hit.distance(), squaredL2);
      }
    } finally {
      System.setOut(console);
    }
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.getFirst().startsWith("0 "), lines.toString());
    assertEquals(expected(folder, "0"), lines.getFirst());
    try (Snapshot snapshot = Snapshot.open(folder)) {
      assertEquals(2021L, snapshot.get("1").orElseThrow().metadata().number("year").orElseThrow());
      assertEquals(1, snapshot.chunks("0").size());
    }
  }

  /** Computed from the vectors, component by component, as FAISS does. */
  private static String expected(Path folder, String id) {
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        Snapshot snapshot = Snapshot.open(folder)) {
      float[] asked = embedder.embedQuery("how long until I get my money back?").toArray();
      float[] stored =
          snapshot.getEmbedded(id).orElseThrow().chunks().getFirst().embedding().toArray();
      double cosine = 0;
      double squares = 0;
      for (int i = 0; i < asked.length; i++) {
        cosine += (double) asked[i] * stored[i];
        squares += Math.pow((double) asked[i] - stored[i], 2);
      }
      return String.format(Locale.getDefault(), "%s %.4f %.4f", id, 1 - cosine, squares);
    }
  }

  @Test
  void theJavaOfThePageIsRunHere() throws IOException {
    List<String> test = Files.readString(TEST).lines().map(String::strip).toList();
    List<String> lines = new ArrayList<>();
    blocks("java").forEach(block -> block.lines().map(String::strip).forEach(lines::add));
    assertTrue(lines.size() > 20);
    lines.forEach(line -> assertTrue(test.contains(line), "not run: " + line));
  }

  @Test
  void theScriptOfThePageMakesTheRows() throws IOException, InterruptedException {
    assumeTrue(onPath("python3"), "python3 is not on the PATH");
    Files.writeString(texts.resolve("metadata.json"), blocks("json").getFirst());
    Process shell =
        new ProcessBuilder("sh", "-c", blocks("sh").getFirst()).directory(texts.toFile()).start();
    assertEquals(0, shell.waitFor());
    assertEquals(ROWS, Files.readString(texts.resolve("texts.jsonl")));
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void theCommandsOfThePageBringTheRowsIn() throws IOException {
    Path rows = Files.writeString(texts.resolve("texts.jsonl"), ROWS);
    CommandRun.done(
        "ingest",
        rows,
        "--id-field",
        "id",
        "--text-field",
        "text",
        "--data",
        texts,
        "--collection",
        "vector-all-minilm-l6-v2");
    CommandRun found =
        CommandRun.done("search", "refunds", "--where", "year >= 2022", "--data", texts, "--json");
    assertTrue(found.out().startsWith("{\"rank\":1,\"id\":\"0\","), found.out());
  }

  @Test
  void theCommandsOfThePageParse() {
    int commands = 0;
    for (String block : blocks("sh")) {
      for (String line : block.lines().filter(text -> text.startsWith("nearfield ")).toList()) {
        List<String> words = new ArrayList<>();
        for (MatchResult word :
            Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line).results().toList()) {
          words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        Main.commandLine().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        commands++;
      }
    }
    assertEquals(3, commands);
  }
}
