package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nearfield verify} and {@code nearfield repair}, by their exit codes and what they say. */
final class VerifyAndRepairCommandTest {
  @TempDir private Path data;

  private Path folder = Path.of("");

  @BeforeEach
  void fill() {
    folder = data.resolve("handbook");
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(16))) {
      store.add(SourceDocument.of("a", "The first text."));
      store.add(SourceDocument.of("b", "The second text."));
      store.commit();
      store.add(SourceDocument.of("c", "The third text."));
    }
  }

  @Test
  void aSoundCollectionIsVerifiedBesideItsWriter() {
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(16))) {
      store.add(SourceDocument.of("d", "Not committed."));
      CommandRun run = CommandRun.done("verify", "--collection", folder);
      assertTrue(run.out().contains("  documents      3\n"), run.out());
      assertTrue(run.out().contains("  faults         0\n"), run.out());
      assertTrue(run.out().contains("none, because there is no model: "), run.out());
      assertTrue(run.out().endsWith("The collection is sound.\n"), run.out());
      CommandRun.done("verify", "--collection", folder, "--fast");
    }
  }

  @Test
  void damageIsExitCode1() throws IOException {
    cut("_0.cfs", 100);
    for (String[] options : List.of(new String[] {"--fast"}, new String[] {"--sample", "0"})) {
      CommandRun run = CommandRun.of(with("verify", options));
      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.out().contains("Segment _0: file _0.cfs is damaged: "), run.out());
      assertTrue(run.out().endsWith("The collection is damaged.\n"), run.out());
    }
    JsonNode json =
        new ObjectMapper().readTree(CommandRun.of(with("verify", "--fast", "--json")).out());
    assertFalse(json.get("sound").asBoolean());
    assertEquals(1, json.get("documents").asInt());
    assertEquals("segment", json.get("findings").get(0).get("kind").asText());
    assertEquals("_0", json.get("findings").get(0).get("segment").asText());
  }

  @Test
  void wrongUseIsExitCode2AndNoCollection1() {
    assertEquals(2, CommandRun.of(with("verify", "--sample", "-1")).exitCode());
    assertEquals(2, CommandRun.of(with("verify", "--unknown")).exitCode());
    CommandRun none = CommandRun.of("verify", "--collection", data.resolve("none"));
    assertEquals(1, none.exitCode());
    assertTrue(none.err().startsWith("nearfield: There is no collection at "), none.err());
  }

  @Test
  void aRepairIsPlannedDoneAndRefused() throws IOException {
    cut("_0_1.liv", 0);
    delete("_0.si");
    Map<String, Long> before = sizes();
    CommandRun plan = CommandRun.done(with("repair", "--dry-run"));
    assertEquals(before, sizes());
    assertTrue(plan.out().contains("Segment _0 would be dropped"), plan.out());
    assertTrue(plan.out().contains("lost: a\nlost: b\nNothing was written.\n"), plan.out());

    Path lost = data.resolve("lost.txt");
    CommandRun repair = CommandRun.done(with("repair", "--lost", lost.toString()));
    assertTrue(repair.out().contains("Segment _0 was dropped"), repair.out());
    assertTrue(repair.out().endsWith("Their ids are in " + lost + ".\n"), repair.out());
    assertEquals("a\nb\n", Files.readString(lost));
    CommandRun.done(with("verify", "--sample", "0"));

    CommandRun again = CommandRun.of(with("repair"));
    assertEquals(1, again.exitCode());
    assertTrue(again.err().startsWith("nearfield: There is nothing to repair in "), again.err());
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(16))) {
      assertEquals(1, store.count());
      store.add(SourceDocument.of("a", "The first text."));
      assertEquals(2, store.count());
    }
  }

  @Test
  void aListThatIsThereIsNotOverwrittenAndNothingIsRepaired() throws IOException {
    delete("_0.si");
    Path lost = Files.writeString(data.resolve("handbook.lost.txt"), "mine");
    CommandRun run = CommandRun.of(with("repair"));
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("exists. Nothing was repaired"), run.err());
    assertEquals("mine", Files.readString(lost));
    assertEquals(1, CommandRun.of(with("verify", "--fast")).exitCode());
  }

  @Test
  void aRepairWaitsForNoWriter() throws IOException {
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(16))) {
      CommandRun run = CommandRun.of(with("repair"));
      assertEquals(1, run.exitCode());
      assertTrue(run.err().contains("process"), run.err());
      assertEquals(3, store.count());
    }
  }

  @Test
  void anOlderCommitIsNamedWhenTheLastIsBroken() throws IOException {
    Files.writeString(folder.resolve("segments_9"), "broken");
    for (String command : List.of("verify", "repair")) {
      CommandRun run = CommandRun.of(with(command));
      assertEquals(1, run.exitCode());
      String said = run.out() + run.err();
      assertTrue(said.contains("The commit segments_9 cannot be read: "), said);
      assertTrue(said.contains("is whole: move segments_9 out of the folder"), said);
    }
    delete("segments_9");
    CommandRun.done(with("verify"));
  }

  private Object[] with(String command, String... options) {
    return Stream.concat(
            Stream.of(command, "--collection", folder.toString()), Arrays.stream(options))
        .toArray();
  }

  private void cut(String name, int bytes) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
    }
  }

  private void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  private Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        sizes.put(file.getFileName().toString(), Files.size(file));
      }
    }
    return sizes;
  }
}
