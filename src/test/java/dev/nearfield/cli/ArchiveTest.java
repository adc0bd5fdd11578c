package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes is made and used, and one that does not fit changes nothing. */
final class ArchiveTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @TempDir private Path folder;

  @Test
  void anArchiveIsUsedAndABrokenOneIsPassedOverInSilence() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here");
    Path home = install();
    assertEquals("", run(home.resolve("bin/make-archive"), ""));
    Path archive = home.resolve("lib/nearfield.jsa");

    String answer = search(home);
    assertTrue(answer.contains("Refunds are paid"), answer);
    List<String> loaded = Files.readAllLines(folder.resolve("loaded.log"));
    assertTrue(isLoaded(loaded, "dev.nearfield.search.Searcher source: shared"));
    assertTrue(isLoaded(loaded, "org.apache.lucene.index.DirectoryReader source: shared"));
    assertFalse(isLoaded(loaded, "ai.onnxruntime"), "a search by words loads no model");

    byte[] whole = Files.readAllBytes(archive);
    for (byte[] broken : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(archive, broken);
      assertEquals(answer, search(home));
      loaded = Files.readAllLines(folder.resolve("loaded.log"));
      assertFalse(isLoaded(loaded, "dev.nearfield.search.Searcher source: shared"));
    }
  }

  /** Left to JUnit, each would be a warning, because it leads out of the folder. */
  @AfterEach
  void deleteLinks() throws IOException {
    Path lib = folder.resolve("home/lib");
    if (Files.exists(lib)) {
      try (Stream<Path> files = Files.list(lib)) {
        for (Path link : (Iterable<Path>) files.filter(Files::isSymbolicLink)::iterator) {
          Files.delete(link);
        }
      }
    }
  }

  private static boolean isLoaded(List<String> loaded, String name) {
    return loaded.stream().anyMatch(line -> line.contains(name));
  }

  /** As packaging lays it out, but with links to the jars of the tests. */
  private Path install() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("home/bin"));
    for (String script : List.of("nearfield", "make-archive")) {
      Files.copy(PROJECT.resolve("src/assembly/bin").resolve(script), bin.resolve(script));
      assertTrue(bin.resolve(script).toFile().setExecutable(true));
    }
    Path lib = Files.createDirectories(folder.resolve("home/lib"));
    String classPath = Objects.requireNonNull(System.getProperty("java.class.path"));
    for (String entry : classPath.split(File.pathSeparator)) {
      Path file = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar")) {
        Files.createSymbolicLink(lib.resolve(file.getFileName()), file);
      } else if (Files.isDirectory(file.resolve("dev/nearfield/cli")) && !entry.contains("test")) {
        pack(file, lib.resolve("nearfield.jar"));
      }
    }
    return folder.resolve("home");
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path source : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(new ZipEntry(classes.relativize(source).toString()));
        Files.copy(source, out);
      }
    }
  }

  private String search(Path home) throws IOException, InterruptedException {
    Path collection = folder.resolve("collection");
    if (!Files.exists(collection)) {
      try (VectorStore store = VectorStore.open(collection, new HashingEmbedder(8))) {
        store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
      }
    }
    return run(
        home.resolve("bin/nearfield"),
        "-Xlog:class+load:file=" + folder.resolve("loaded.log"),
        "search",
        "refunds",
        "--mode=keyword",
        "--no-distance",
        "--collection=" + collection);
  }

  private static String run(Path script, String options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("NEARFIELD_JAVA_OPTS", options);
    builder.environment().put("NEARFIELD_CACHE", System.getProperty("nearfield.cache", ""));
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }
}
