package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.transfer.AllTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupCommandsTest {
  @TempDir private Path root;
  private Path collection;
  private Path backups;

  @BeforeEach
  void fill() throws IOException {
    collection = root.resolve("c");
    backups = root.resolve("backups");
    AllTypes.make(collection, root.resolve("files"));
  }

  private JsonNode backup(Object... more) throws IOException {
    Object[] words = new Object[6 + more.length];
    Object[] first = {"backup", "--collection", collection, "--to", backups, "--json"};
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    return new ObjectMapper().readTree(CommandRun.done(words).out());
  }

  @Test
  void backupsAreTakenKeptAndRestored() throws IOException {
    JsonNode first = backup();
    JsonNode second = backup("--keep", 1);
    assertEquals(first.get("files"), second.get("files"));
    assertEquals(0, second.get("copiedFiles").asInt());
    assertEquals(first.get("backup"), second.get("removed").get(0));
    CommandRun text = CommandRun.done("backup", "--collection", collection, "--to", backups);
    assertTrue(text.out().contains("copied 0 files, 0 bytes"), text.out());

    Path restored = root.resolve("restored");
    CommandRun run =
        CommandRun.done("restore", second.get("backup").asText(), "--collection", restored);
    assertEquals("  " + restored + ": 9 documents, 10 chunks\n", run.out());
    assertEquals(AllTypes.Content.of(collection), AllTypes.Content.of(restored));

    CommandRun again =
        CommandRun.of("restore", second.get("backup").asText(), "--collection", restored);
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("is not empty"), again.err());
  }

  @Test
  void aCollectionIsExportedAndImported() {
    Path file = root.resolve("all.jsonl.gz");
    Path copy = root.resolve("copy");
    CommandRun written = CommandRun.done("export", "--collection", collection, file);
    assertEquals("  " + file + ": 9 documents, 10 chunks, 2 files, 0 attachments\n", written.out());
    CommandRun.done("import", file, "--collection", copy);
    assertEquals(AllTypes.Content.of(collection), AllTypes.Content.of(copy));
    CommandRun.done("import", file, "--collection", root.resolve("de"), "--analyzer", "de");
  }

  @Test
  void wrongUseAndFailuresHaveTheirExitCodes() throws IOException {
    Path bad = Files.writeString(root.resolve("bad.jsonl"), "{\"id\": 1}\n");
    assertEquals(1, CommandRun.of("import", bad, "--collection", root.resolve("n")).exitCode());
    assertEquals(2, CommandRun.of("import", bad).exitCode());
    assertEquals(2, CommandRun.of("backup", "--collection", collection).exitCode());
    assertEquals(
        2,
        CommandRun.of("backup", "--collection", collection, "--to", backups, "--keep", 0)
            .exitCode());
    assertEquals(
        1, CommandRun.of("backup", "--collection", root.resolve("x"), "--to", backups).exitCode());
    assertEquals(
        1, CommandRun.of("restore", backups, "--collection", root.resolve("n")).exitCode());
    assertEquals(
        1,
        CommandRun.of("export", "--collection", root.resolve("x"), root.resolve("x.jsonl"))
            .exitCode());
  }
}
