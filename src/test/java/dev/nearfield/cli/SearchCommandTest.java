package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.Embedders;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nearfield search} and {@code nearfield info} on a small collection. */
final class SearchCommandTest {
  private static final String NAME = "vector-all-minilm-l6-v2";

  @TempDir private static Path data;

  @BeforeAll
  static void fill() {
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);
        VectorStore store = VectorStore.open(data.resolve(NAME), embedder)) {
      store.add(
          SourceDocument.of(
                  "refunds",
                  "Refunds are paid within 30 days.",
                  Metadata.of(
                      "lang",
                      "en",
                      "year",
                      2024,
                      "share",
                      0.5,
                      "open",
                      true,
                      "since",
                      Instant.parse("2024-01-31T12:00:00Z"),
                      "tags",
                      List.of("money", "time")))
              .withTitle("Money back")
              .withSource("terms.md"));
      store.add(SourceDocument.of("parcels", "Parcels travel by rail and by ship."));
    }
  }

  private static CommandRun search(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("search", "--data", data));
    all.addAll(List.of(arguments));
    return CommandRun.done(all.toArray());
  }

  @Test
  void jsonIsOneObjectALineWithEverythingAHitHas() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    for (String mode : List.of("keyword", "vector", "hybrid")) {
      List<String> lines = search("when are refunds paid?", "--mode", mode, "--json").lines();
      assertEquals(mode.equals("keyword") ? 1 : 2, lines.size());
      JsonNode hit = json.readTree(lines.getFirst());
      assertEquals(
          List.of(
              "rank",
              "id",
              "chunk",
              "score",
              "distance",
              "title",
              "text",
              "source",
              "heading",
              "page",
              "metadata"),
          hit.propertyStream().map(member -> member.getKey()).toList());
      assertEquals(1, hit.get("rank").intValue());
      assertEquals("refunds", hit.get("id").textValue());
      assertEquals(0, hit.get("chunk").intValue());
      assertTrue(hit.get("score").doubleValue() > 0);
      double distance = hit.get("distance").doubleValue();
      assertTrue(distance > 0 && distance < 0.6, mode + " " + distance);
      assertEquals("Money back", hit.get("title").textValue());
      assertEquals("Refunds are paid within 30 days.", hit.get("text").textValue());
      assertEquals("terms.md", hit.get("source").textValue());
      assertEquals(
          json.readTree(
              """
              {"lang": "en", "year": 2024, "share": 0.5, "open": true,
               "since": "2024-01-31T12:00:00Z", "tags": ["money", "time"]}
              """),
          hit.get("metadata"));
    }
  }

  @Test
  void theTableShowsRankScoreDistanceSourceAndText() {
    List<String> lines = search("when are refunds paid?", "-k", 1).lines();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).matches(" +rank +score +distance +source and text"), lines.get(0));
    assertTrue(lines.get(1).matches(" +1 +[01]\\.\\d{4} +0\\.\\d{4} +terms\\.md"), lines.get(1));
    assertEquals("Refunds are paid within 30 days.", lines.get(2).strip());
  }

  @Test
  void nothingFoundIsNoFailure() {
    assertEquals("nothing found", search("xyzzy", "--mode", "keyword").out().strip());
    assertEquals("", search("xyzzy", "--mode", "keyword", "--json").out());
    assertEquals("nothing found", search("the of", "--mode", "keyword").out().strip());
  }

  @Test
  void aCollectionIsNamedByFolderToo() {
    CommandRun run =
        CommandRun.done("search", "rail", "--collection", data.resolve(NAME), "--mode", "keyword");
    assertTrue(run.out().contains("Parcels travel"), run.out());
  }

  @Test
  void infoTellsWhatTheCollectionSaysOfItself() {
    String out = CommandRun.done("info", "--data", data).out();
    assertTrue(out.contains("all-minilm-l6-v2 (384 dimensions, mean"), out);
    assertTrue(out.lines().anyMatch(line -> line.matches(" +documents +2")), out);
    assertTrue(out.lines().anyMatch(line -> line.matches(" +chunks +2")), out);
    assertTrue(out.lines().anyMatch(line -> line.matches(" +similarity +DOT_PRODUCT")), out);
    assertTrue(out.lines().anyMatch(line -> line.matches(" +bytes on disk +\\d{4,}")), out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search anything --collection no-such-collection",
        "info --collection no-such-collection",
        "eval no-such-folder"
      })
  void whatIsMissingIsToldInASentence(String arguments) {
    CommandRun run = CommandRun.of((Object[]) (arguments + " --data " + data).split(" "));
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("nearfield: "), run.err());
    assertTrue(run.err().contains("no-such-"), run.err());
    assertTrue(run.err().strip().endsWith(".") && run.err().lines().count() == 1, run.err());
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serach anything",
        "search",
        "search anything --mode sideways",
        "search anything --no-such-option",
        "search anything -k many",
        "search anything -k 0",
        "search anything --candidates 1000000",
        "eval",
        "eval eval/fieldnotes --modes keyword,telepathy",
        "eval eval/fieldnotes --weight 2",
        "eval eval/fieldnotes --b 7"
      })
  void wrongUseExitsWithTwo(String arguments) {
    List<Object> all = new ArrayList<>(List.of((Object[]) arguments.split(" ")));
    if (arguments.startsWith("eval ")) {
      all.addAll(List.of("--data", data));
    }
    CommandRun run = CommandRun.of(all.toArray());
    assertEquals(2, run.exitCode(), arguments + ": " + run.out() + run.err());
    assertTrue(!run.err().isBlank(), arguments);
  }
}
