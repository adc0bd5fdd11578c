package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.ingest.ReadDocument;
import dev.nearfield.ingest.Section;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Getting, listing, deleting and describing, on a small collection. */
final class CollectionCommandsTest {
  private static final String NAME = "vector-all-minilm-l6-v2";

  @TempDir private Path data;

  @BeforeEach
  void fill() {
    StoreOptions options = StoreOptions.defaults().chunker(Chunkers.sentences(8, 1));
    try (VectorStore store =
        VectorStore.open(data.resolve(NAME), new HashingEmbedder(8), options)) {
      for (int i = 0; i < 5; i++) {
        store.add(
            SourceDocument.of("d" + i, "text " + i, Metadata.of("n", i)).withSource("all.csv"));
      }
      String text = "Book early. Trains are full in summer. Ships are slow. Planes are loud.";
      SourceDocument travel =
          SourceDocument.of("travel", text, Metadata.of("lang", "en")).withTitle("Travel");
      Section section = new Section(0, 0, text.length(), List.of("Travel", "Rail"), 3);
      store.addRead(Stream.of(new ReadDocument(travel, List.of(section))), report -> {});
    }
  }

  private CommandRun run(Object... arguments) {
    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", data));
    return CommandRun.of(all.toArray());
  }

  private String done(Object... arguments) {
    CommandRun run = run(arguments);
    assertEquals("", run.err());
    assertEquals(0, run.exitCode(), run.out());
    return run.out();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private int count() {
    try (Snapshot snapshot = Snapshot.open(data.resolve(NAME))) {
      return snapshot.count();
    }
  }

  @Test
  void getPrintsADocumentAndItsChunks() throws IOException {
    String plain = done("get", "travel");
    assertTrue(plain.contains("  title          Travel\n"), plain);
    assertTrue(plain.contains("\nBook early. Trains are full"), plain);
    assertFalse(plain.contains("heading and text"), plain);
    String chunks = done("get", "travel", "--chunks");
    assertTrue(chunks.contains("    3  Travel > Rail: Book early."), chunks);

    JsonNode document = json(done("get", "travel", "--chunks", "--json"));
    assertEquals("Travel", document.get("title").textValue());
    assertEquals("{\"lang\":\"en\"}", document.get("metadata").toString());
    assertTrue(document.get("chunks").size() > 1, document.toString());
    String text = document.get("text").textValue();
    for (JsonNode chunk : document.get("chunks")) {
      assertEquals(
          text.substring(chunk.get("start").intValue(), chunk.get("end").intValue()),
          chunk.get("text").textValue());
      assertEquals(3, chunk.get("page").intValue());
    }
  }

  @Test
  void aMissingDocumentIsToldInASentence() {
    CommandRun run = run("get", "nobody");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("nearfield: There is no document 'nobody' in "), run.err());
    assertEquals("", run.out());
  }

  @Test
  void listGoesPageByPage() throws IOException {
    String first = done("list", "-k", 2);
    assertTrue(first.contains("      2       1  d0  all.csv\n"), first);
    assertTrue(first.contains("more behind: --after \"d1\""), first);
    String last = done("list", "-k", 10, "--after", "d1");
    assertTrue(last.contains("d4") && last.contains("Travel"), last);
    assertFalse(last.contains("more behind"), last);
    assertEquals("  no documents\n", done("list", "--where", "n > 100"));

    List<String> lines = done("list", "--where", "n >= 3", "--json").lines().toList();
    assertEquals(2, lines.size());
    assertEquals("d3", json(lines.getFirst()).get("id").textValue());
    assertEquals(1, json(lines.getFirst()).get("chunks").intValue());
    assertEquals(2, run("list", "-k", 0).exitCode());
  }

  @Test
  void deleteByIdsNeedsNoConfirmation() {
    assertTrue(done("delete", "d0", "d1", "nobody").startsWith("2 documents deleted from "));
    assertEquals(4, count());
    assertEquals("{\"deleted\":0}\n", done("delete", "d0", "--json"));
  }

  @Test
  void deleteByFilterOrSourceMustBeMeant() {
    assertTrue(done("delete", "--where", "n < 2", "--dry-run").startsWith("2 documents would be"));
    for (List<String> what : List.of(List.of("--where", "n < 2"), List.of("--source", "all.csv"))) {
      CommandRun run = run("delete", what.get(0), what.get(1));
      assertEquals(2, run.exitCode(), run.out());
      assertTrue(run.err().contains("documents would be deleted, and there is no terminal"));
      assertTrue(run.err().contains("--yes"), run.err());
    }
    assertEquals(6, count());
    assertTrue(done("delete", "--where", "n < 2", "--yes").startsWith("2 documents deleted"));
    assertTrue(done("delete", "--source", "all.csv", "--yes").startsWith("3 documents deleted"));
    assertEquals(1, count());
    assertTrue(done("delete", "--source", "all.csv").startsWith("0 documents deleted"));
  }

  @Test
  void deleteTakesOutWhatHasExpired() throws IOException {
    try (VectorStore store = VectorStore.open(data.resolve(NAME), new HashingEmbedder(8))) {
      Instant past = Instant.parse("2020-01-01T00:00:00Z");
      store.add(SourceDocument.of("gone", "expired").withExpires(past));
    }
    assertEquals(6, count());
    assertTrue(done("delete", "--expired", "--dry-run").startsWith("1 expired documents would be"));
    assertEquals(1, json(done("delete", "--expired", "--dry-run", "--json")).size());
    assertTrue(done("delete", "--expired").startsWith("1 expired documents deleted from "));
    assertEquals(0, json(done("delete", "--expired", "--json")).get("deleted").intValue());
    assertEquals(6, count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete",
        "delete d0 --source all.csv",
        "delete --where n=1 --source x",
        "delete --expired d0",
        "delete --expired --where n=1"
      })
  void whatToDeleteIsSaidInOneWay(String arguments) {
    CommandRun run = run((Object[]) arguments.split(" "));
    assertEquals(2, run.exitCode(), run.out());
    assertFalse(run.err().isBlank());
    assertEquals(6, count());
  }

  @Test
  void deletingMakesNoCollection() {
    CommandRun run = run("delete", "d0", "--collection", "no-such");
    assertEquals(1, run.exitCode());
    assertFalse(Files.exists(data.resolve("no-such")));
  }

  @Test
  void collectionsTellsWhatIsThere() throws IOException {
    Files.createDirectories(data.resolve("cache-mine"));
    Files.writeString(Files.createDirectory(data.resolve("notes")).resolve("a.txt"), "mine");
    List<String> lines = done("collections").lines().toList();
    assertEquals(4, lines.size(), lines.toString());
    assertTrue(lines.get(1).contains(" cache"), lines.get(1));
    assertTrue(lines.get(2).matches("  notes +no collection: .*a\\.txt.*"), lines.get(2));
    assertTrue(lines.get(3).matches("  " + NAME + " +6 +\\d+ +[\\d.]+ kB .*"), lines.get(3));

    List<String> objects = done("collections", "--json").lines().toList();
    assertEquals("cache", json(objects.get(0)).get("kind").textValue());
    assertEquals("other", json(objects.get(1)).get("kind").textValue());
    assertEquals(6, json(objects.get(2)).get("documents").intValue());
    CommandRun missing = CommandRun.of("collections", "--data", data.resolve("no-such"));
    assertEquals(1, missing.exitCode());
  }

  @Test
  void vectorsAreIndexedInAnotherWay() throws IOException {
    assertTrue(
        done("info").contains("  encoding       full\n  graph          16 links, beam 100\n"));
    String told = done("rewrite", "--encoding", "tiny", "--links", 24);
    assertTrue(told.contains("  before         full, 16 links, beam 100: "), told);
    assertTrue(told.contains("  now            tiny, 24 links, beam 100: "), told);
    JsonNode info = json(done("info", "--json"));
    assertEquals("tiny", info.get("encoding").textValue());
    assertEquals("{\"links\":24,\"beam\":100}", info.get("graph").toString());
    assertEquals(6, count());

    assertEquals(2, run("rewrite").exitCode());
    CommandRun wrong = run("rewrite", "--beam", 0);
    assertEquals(2, wrong.exitCode());
    assertEquals("nearfield: beam must be between 1 and 3200, got 0.\n", wrong.err());
  }

  @Test
  void infoTellsPartsMemoryAndLengths() throws IOException {
    String plain = done("info");
    for (String part : List.of("stored", "keywords", "metadata", "vectors", "graph", "other")) {
      assertTrue(plain.lines().anyMatch(line -> line.matches(" +" + part + " +\\d+")), plain);
    }
    assertTrue(plain.contains("outside the heap for vectors and graph"), plain);
    assertTrue(plain.contains("█"), plain);

    JsonNode info = json(done("info", "--json"));
    assertEquals(6, info.get("documents").intValue());
    assertTrue(info.get("offHeapBytes").longValue() >= info.get("chunks").intValue() * 8L * 4);
    int counted = 0;
    for (JsonNode count : info.get("chunkLengths").get("counts")) {
      counted += count.intValue();
    }
    assertEquals(info.get("chunks").intValue(), counted);
  }

  @Test
  void barsAreAsLongAsTheirCounts() {
    assertEquals("█".repeat(40), Bars.bar(100, 100));
    assertEquals("█".repeat(20), Bars.bar(50, 100));
    assertEquals("▏", Bars.bar(1, 1_000_000));
    assertEquals("", Bars.bar(0, 100));
    assertEquals("█▌", Bars.bar(3, 80));
  }

  @Test
  void sizesAreRounded() {
    assertEquals(
        List.of("0 B", "999 B", "1.0 kB", "1.0 MB", "12.3 GB"),
        List.of(
            Bytes.text(0),
            Bytes.text(999),
            Bytes.text(1_000),
            Bytes.text(999_960),
            Bytes.text(12_345_678_901L)));
  }
}
