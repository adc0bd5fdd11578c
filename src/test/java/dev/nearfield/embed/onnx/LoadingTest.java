package dev.nearfield.embed.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loading a model does to the machine, seen on processes with folders of their own. */
final class LoadingTest {
  private static final int FILES = 4;

  @TempDir private Path machine;
  private Path home = Path.of("");
  private Path temporary = Path.of("");
  private Path cache = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    home = Files.createDirectory(machine.resolve("home"));
    temporary = Files.createDirectory(machine.resolve("tmp"));
    cache = machine.resolve("cache");
  }

  @Test
  void whatIsUnpackedOnceIsUsedFromThenOn() throws IOException {
    Answer first = run("load", "-Dnearfield.cache=" + cache);
    Map<Path, String> unpacked = files(cache);
    assertEquals(FILES, unpacked.size(), unpacked::toString);
    Answer second = run("load", "-Dnearfield.cache=" + cache);
    assertEquals(unpacked, files(cache));
    assertEquals(first.vectors(), second.vectors());
  }

  @Test
  void nothingIsWrittenElsewhereNorSaidNorChanged() throws IOException {
    Answer answer = run("load", "-Dnearfield.cache=" + cache);
    assertEquals(Map.of(), files(home));
    assertEquals(Map.of(), files(temporary));
    assertEquals("", answer.errors());
    assertTrue(answer.output().contains("changed properties []"), answer.output());
  }

  @Test
  void aKilledProcessLeavesNoFile() throws IOException {
    Answer killed = start("kill", "-Dnearfield.cache=" + cache).await();
    assertEquals(137, killed.exit(), killed::errors);
    assertEquals(1, killed.vectors().size());
    assertEquals(Map.of(), files(temporary));
  }

  @Test
  void processesThatStartAtOnceFillTheCacheTogether() throws IOException {
    List<Started> started = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      started.add(start("load", "-Dnearfield.cache=" + cache));
    }
    for (Started process : started) {
      assertEquals(1, process.await().succeeded().vectors().size());
    }
    assertEquals(FILES, files(cache).size(), () -> cache + " has unfinished files");
  }

  @Test
  void truncatedFilesAreUnpackedAnew() throws IOException {
    Answer whole = run("load", "-Dnearfield.cache=" + cache);
    Map<Path, String> unpacked = files(cache);
    for (Path file : unpacked.keySet()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(1_000);
        channel.write(ByteBuffer.wrap(new byte[10]), 500);
      }
    }
    assertEquals(whole.vectors(), run("load", "-Dnearfield.cache=" + cache).vectors());
    assertEquals(sizes(unpacked.keySet()), sizes(files(cache).keySet()));
    assertFalse(sizes(unpacked.keySet()).contains(1_000L));
  }

  @Test
  void aHomeThatCannotBeWrittenIsNoObstacle() throws IOException {
    Files.createFile(home.resolve(".cache"));
    Files.createDirectory(home.resolve("Library"));
    Files.createFile(home.resolve("Library").resolve("Caches"));
    Answer answer = run("load");
    assertEquals(1, answer.vectors().size());
    assertTrue(answer.errors().contains("cannot serve"), answer.errors());
    assertEquals(Map.of(), files(temporary));
  }

  @Test
  void aUserWithoutHomeIsNoObstacle() throws IOException {
    Answer answer = run("load", "-Duser.home=?");
    assertEquals(1, answer.vectors().size());
    assertEquals(Map.of(), files(machine));
  }

  @Test
  void theVariableNamesTheCacheWhereNoPropertyDoes() throws IOException {
    Started process = start(Map.of("NEARFIELD_CACHE", cache.toString()), "load");
    assertEquals(1, process.await().succeeded().vectors().size());
    assertEquals(FILES, files(cache).size());
  }

  @Test
  void whereTheApplicationSaysWhereNativesAreTheyAreTakenFromThere() throws IOException {
    run("load", "-Dnearfield.cache=" + cache);
    Path other = machine.resolve("other");
    Path natives = folder("onnxruntime-");
    Path tokenizers = folder("tokenizers-");
    Answer answer =
        run(
            "load",
            "-Dnearfield.cache=" + other,
            "-Donnxruntime.native.path=" + natives,
            "-DRUST_LIBRARY_PATH=" + tokenizers.resolve(System.mapLibraryName("tokenizers")));
    assertEquals(1, answer.vectors().size());
    assertFalse(answer.output().contains("native.path"), answer.output());
    assertEquals(1, files(other).size(), "only the model is unpacked");
  }

  private Path folder(String prefix) throws IOException {
    try (Stream<Path> folders = Files.list(cache)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void applicationsInOneProcessDoNotGetInEachOthersWay() throws IOException {
    Answer answer = run("two-loaders", "-Dnearfield.cache=" + cache);
    assertEquals(2, answer.vectors().size(), answer::output);
    assertEquals(answer.vectors().getFirst(), answer.vectors().getLast());
    assertEquals(FILES, files(cache).size());
    assertEquals(Map.of(), files(temporary));
  }

  @Test
  void applicationsMayShareTheLibrariesOfTheirServer() throws IOException {
    Answer answer =
        run("shared-libraries", "-Dnearfield.cache=" + cache, "-DOPT_OUT_TRACKING=true");
    assertEquals(2, answer.vectors().size(), answer::output);
    assertEquals(answer.vectors().getFirst(), answer.vectors().getLast());
    assertEquals(FILES, files(cache).size());
  }

  private Answer run(String mode, String... options) throws IOException {
    return start(mode, options).await().succeeded();
  }

  private Started start(String mode, String... options) throws IOException {
    return start(Map.of(), mode, options);
  }

  private Started start(Map<String, String> variables, String mode, String... options)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add("-Duser.home=" + home);
    all.add("-Djava.io.tmpdir=" + temporary);
    all.addAll(List.of(options));
    ProcessBuilder command = LoadProbe.process(mode, all.toArray(String[]::new));
    command.environment().keySet().removeAll(List.of("XDG_CACHE_HOME", "NEARFIELD_CACHE"));
    command.environment().put("HOME", home.toString());
    command.environment().put("TMPDIR", temporary.toString());
    command.environment().putAll(variables);
    Path log = Files.createTempFile("load-probe-", ".log");
    command.redirectError(log.toFile());
    command.directory(machine.toFile());
    return new Started(command.start(), log);
  }

  private record Started(Process process, Path log) {
    Answer await() throws IOException {
      try (var output = process.getInputStream()) {
        String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the process hangs");
        return new Answer(process.exitValue(), printed, Files.readString(log));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        process.destroyForcibly();
        Files.deleteIfExists(log);
      }
    }
  }

  private record Answer(int exit, String output, String errors) {
    Answer succeeded() {
      assertEquals(0, exit, () -> output + errors);
      return this;
    }

    List<String> vectors() {
      return output.lines().filter(line -> line.startsWith("vector ")).toList();
    }
  }

  /** Each file below a folder, with its size and the moment it was written. */
  private static Map<Path, String> files(Path folder) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(path, Files.size(path) + " " + Files.getLastModifiedTime(path));
      }
    }
    return files;
  }

  private static List<Long> sizes(Iterable<Path> files) throws IOException {
    List<Long> sizes = new ArrayList<>();
    for (Path file : files) {
      sizes.add(Files.size(file));
    }
    return sizes;
  }
}
