package dev.nearfield.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.CollectionLockedException;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process writes, others read, and another writer is told who writes. */
final class ProcessesTest {
  private final Embedder embedder = Plan.embedder();

  @TempDir private Path folder;

  @Test
  void anotherProcessThatWritesIsToldWhoWritesUntilItIsKilled() throws IOException {
    try (Other other = new Other("write")) {
      other.hear("opened");
      var e = assertThrows(CollectionLockedException.class, this::open);
      assertTrue(e.holder().contains("process " + other.pid() + " on "), e.getMessage());

      other.tell("add a");
      other.hear("done");
      try (Snapshot before = Snapshot.open(folder, embedder)) {
        assertEquals(Set.of(), Survivors.documents(before).keySet());
        other.tell("commit");
        other.hear("done");
        assertEquals(0, before.count());
      }
      try (Snapshot after = Snapshot.open(folder, embedder)) {
        assertEquals(Set.of("a"), Survivors.documents(after).keySet());
      }
      other.kill();
      Path holder = folder.resolve("nearfield.holder");
      assertTrue(Files.readString(holder).contains("process " + other.pid() + " "));
      try (VectorStore store = open()) {
        assertEquals(1, store.count());
        String own = "process " + ProcessHandle.current().pid() + " ";
        assertTrue(Files.readString(holder).contains(own));
        var second = assertThrows(CollectionLockedException.class, this::open);
        assertTrue(second.holder().contains(own), second.getMessage());
      }
      assertTrue(Files.notExists(holder));
    }
  }

  @Test
  void anotherProcessReadsCommitsAlone() throws IOException {
    try (VectorStore store = open();
        Other other = new Other("read")) {
      other.hear("opened");
      store.add(SourceDocument.of("a", "first words"));
      other.tell("look");
      other.hear("0");
      store.commit();
      other.tell("look");
      other.hear("1");
      other.tell("open to write");
      other.hear("locked by process " + ProcessHandle.current().pid());
      store.delete("a");
      store.optimize();
      other.tell("look");
      other.hear("0");
    }
  }

  @Test
  void aGarbledSignatureIsNoObstacle() throws IOException {
    open().close();
    Path holder = Files.write(folder.resolve("nearfield.holder"), new byte[] {-1, 0, -1});
    try (VectorStore store = open()) {
      assertEquals(0, store.count());
      Files.write(holder, new byte[] {-1, 0, -1});
      var e = assertThrows(CollectionLockedException.class, this::open);
      assertTrue(e.holder().contains("cannot be read"), e.getMessage());
    }
    assertTrue(Files.exists(holder), "what another wrote is left alone");
  }

  private VectorStore open() {
    return VectorStore.open(folder, embedder, Plan.OPTIONS);
  }

  /** A process that does as it is told, line by line. */
  private final class Other implements AutoCloseable {
    private final Process process;
    private final Path temporary;

    Other(String mode) throws IOException {
      this.temporary = Files.createTempDirectory("other");
      this.process =
          new ProcessBuilder(
                  List.of(
                      System.getProperty("java.home") + "/bin/java",
                      "-XX:TieredStopAtLevel=1",
                      "-XX:-UsePerfData",
                      "-Djava.io.tmpdir=" + temporary,
                      "-cp",
                      System.getProperty("java.class.path", ""),
                      OtherProcess.class.getName(),
                      folder.toString(),
                      mode))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    }

    long pid() {
      return process.pid();
    }

    void tell(String line) throws IOException {
      process.outputWriter(StandardCharsets.UTF_8).write(line + "\n");
      process.outputWriter(StandardCharsets.UTF_8).flush();
    }

    void hear(String expected) throws IOException {
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      assertTrue(line != null && line.startsWith(expected), expected + ", but heard " + line);
    }

    void kill() {
      process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
      kill();
      Files.delete(temporary);
    }
  }
}
