package dev.nearfield.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.Embedders;
import dev.nearfield.HaltedIngest;
import dev.nearfield.Snapshot;
import dev.nearfield.embed.Embedder;
import dev.nearfield.ingest.MixedFolder;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Place;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code nearfield ingest} on a folder of files of all types, with the real model. */
final class IngestCommandTest {
  @TempDir private Path files;
  @TempDir private Path data;
  private Path index;

  @BeforeEach
  void write() throws IOException {
    index = data.resolve("notes");
    MixedFolder.write(files, CommandRun.FIELD_NOTES);
  }

  private CommandRun ingest(Object... more) {
    List<Object> arguments =
        Stream.concat(
                Stream.of("ingest", files, "--collection", index, "--data", data), Stream.of(more))
            .toList();
    return CommandRun.of(arguments.toArray());
  }

  private void assertPrints(String line, CommandRun run) {
    assertTrue(run.lines().contains(line), () -> line + " in " + run.out() + run.err());
  }

  @Test
  void aFolderIsKilledHalfWayResumedChangedPrunedAndFound() throws Exception {
    HaltedIngest.kill(index, files);
    CommandRun resumed = ingest();
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertPrints("30 embedded, 64 unchanged", resumed);
    assertPrints("0 embedded, 94 unchanged", ingest());

    Path changed = files.resolve("markdown/m03.md");
    Files.writeString(
        changed,
        Files.readString(changed) + "\n## Ferries\n\nThe ferry to Zennor leaves at noon.\n");
    Files.delete(files.resolve("pdf/p00.pdf"));
    Files.delete(files.resolve("rows/two.csv"));
    CommandRun dry = ingest("--dry-run", "--prune");
    assertPrints(
        "files: 1 to read, 55 unchanged, 0 failed, 0 skipped, 2 gone; nothing was changed", dry);
    assertEquals(
        List.of("changed markdown/m03.md", "gone pdf/p00.pdf", "gone rows/two.csv"),
        dry.err().lines().sorted().toList());
    assertPrints("1 embedded, 82 unchanged, 11 removed with their files", ingest("--prune"));

    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);
        Snapshot snapshot = Snapshot.open(index, embedder)) {
      Hit ferry = snapshot.search(SearchRequest.keyword("Zennor")).iterator().next();
      assertEquals("markdown/m03.md", ferry.source());
      assertEquals(new Place("Field notes > Ferries", null), ferry.place());
      Hit boat = first(snapshot, "when does the boat depart?");
      assertEquals("markdown/m03.md", boat.source());
      for (Hit page : snapshot.search(SearchRequest.vector("notes").limit(200))) {
        if (String.valueOf(page.source()).startsWith("pdf/")) {
          Integer number = page.place().page();
          assertTrue(number != null && number >= 1 && number <= 3, page.place().toString());
        }
      }
      assertEquals(
          Set.of("csv", "docx", "html", "jsonl", "markdown", "pdf", "text"), types(snapshot));
    }
  }

  private static Hit first(Snapshot snapshot, String question) {
    return snapshot.search(SearchRequest.vector(question)).iterator().next();
  }

  private static Set<String> types(Snapshot snapshot) {
    return snapshot.list(null, 1_000).stream()
        .map(document -> document.metadata().string("type").orElseThrow())
        .collect(Collectors.toSet());
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestGoesIn() throws IOException {
    Files.write(files.resolve("pdf/broken.pdf"), new byte[] {1, 2, 3});
    Files.writeString(files.resolve("rows/broken.jsonl"), "{\"text\": \"Fine.\"}\nnot JSON\n");
    CommandRun run = ingest("--include", "pdf/*,rows/*.jsonl");
    assertEquals(1, run.exitCode());
    assertPrints("29 embedded, 0 unchanged", run);
    assertPrints("files: 12 read, 0 unchanged, 2 failed, 0 skipped, 0 gone", run);
    List<String> complaints = run.err().lines().toList();
    assertEquals(2, complaints.size(), run.err());
    assertTrue(complaints.get(0).startsWith("pdf/broken.pdf: "), run.err());
    assertTrue(complaints.get(1).startsWith("rows/broken.jsonl: Line 2: "), run.err());
  }

  @Test
  void theReportIsToldToProgramsToo() throws IOException {
    CommandRun run = ingest("--include", "*.txt,*.xyz", "--json");
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertEquals(8, report.get("read").intValue());
    assertEquals(8, report.get("embedded").intValue());
    assertTrue(report.get("chunks").intValue() >= 8, run.out());
    assertTrue(report.get("seconds").doubleValue() > 0, run.out());
  }

  @Test
  void wrongUseExitsWithTwoAndMakesNoCollection() {
    for (String wrong :
        List.of(
            "--chunker nonsense", "--analyzer xx", "--csv-separator ab", "--commit-documents 0")) {
      CommandRun run = ingest((Object[]) wrong.split(" "));
      assertEquals(2, run.exitCode(), wrong + run.err());
      assertTrue(Files.notExists(index), wrong);
    }
    CommandRun nowhere = CommandRun.of("ingest", data.resolve("no"), "--collection", index);
    assertEquals(1, nowhere.exitCode());
    assertTrue(nowhere.err().startsWith("nearfield: There is no readable file"), nowhere.err());
  }

  @Test
  void aWatchedFolderGoesInAsItChanges() throws Exception {
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine().setOut(new PrintWriter(out, true));
    Thread watching =
        Thread.ofPlatform()
            .start(
                () ->
                    command.execute(
                        "ingest",
                        files + "/text",
                        "--watch",
                        "--data",
                        data.toString(),
                        "--collection",
                        index.toString()));
    await().until(() -> out.toString().contains("8 embedded, 0 unchanged"));
    Files.writeString(files.resolve("text/new.txt"), "The ferry to Zennor leaves at noon.");
    await().until(() -> out.toString().contains("1 embedded, 8 unchanged"));
    watching.interrupt();
    watching.join();
    try (Snapshot snapshot = Snapshot.open(index)) {
      assertEquals(9, snapshot.count());
    }
  }

  @Test
  void aCollectionThatIsMadeAnewEmbedsNothingAnew() throws IOException {
    assertPrints("8 embedded, 0 unchanged", ingest("--include", "*.txt"));
    Path again = data.resolve("again");
    CommandRun run =
        CommandRun.of("ingest", files, "--include", "*.txt", "--collection", again, "--data", data);
    assertPrints("8 embedded, 0 unchanged", run);
    assertTrue(run.out().contains("chunks: 8, 8 of them from the cache, "), run.out());
  }
}
