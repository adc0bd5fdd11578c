package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nearfield luke}: refusals, and the window itself on a virtual display. */
final class LukeCommandTest {
  private static final Path TARGET = Path.of(System.getProperty("project.dir", "."), "target");
  private static final String CLASS_PATH =
      Objects.requireNonNull(System.getProperty("java.class.path"));

  @TempDir private Path folder;
  private Path collection;

  @BeforeEach
  void fill() throws IOException {
    folder = folder.toRealPath();
    collection = folder.resolve("collection");
    try (VectorStore store = VectorStore.open(collection, new HashingEmbedder(8))) {
      store.add(SourceDocument.of("refunds", "Refunds are paid within 30 days."));
      store.add(SourceDocument.of("parcels", "Parcels travel by rail and by ship."));
    }
  }

  @Test
  void lukeShowsTheCollectionAndChangesNothing() throws Exception {
    Path picture = Files.createDirectories(TARGET.resolve("luke")).resolve("window.png");
    Files.deleteIfExists(picture);
    Map<String, String> before = contents(collection);
    try (VirtualDisplay display = VirtualDisplay.start()) {
      Run run = probe(CLASS_PATH, display.name(), List.of(), picture.toString());
      assertEquals(0, run.exitCode, run.printed);
      assertTrue(
          run.printed.contains("Luke shows " + collection + ": 2 documents, 2 chunks."),
          run.printed);
      assertTrue(
          run.printed.contains("seen " + collection + ", 4 documents, read-only true"),
          run.printed);
    }
    assertTrue(Files.size(picture) > 5_000, "the picture has " + Files.size(picture) + " bytes");
    assertEquals(before, contents(collection));
    try (Stream<Path> home = Files.list(folder.resolve("user"))) {
      List<String> names = home.map(path -> "" + path.getFileName()).sorted().toList();
      assertTrue(List.of(".java", ".luke.d").containsAll(names), names.toString());
    }
  }

  @Test
  void withoutADisplayItIsRefused() throws Exception {
    Run run = probe(CLASS_PATH, "", List.of("-Djava.awt.headless=true"), "none");
    assertEquals(1, run.exitCode, run.printed);
    assertTrue(run.printed.contains("nearfield: Luke needs a display, and there is"), run.printed);
  }

  @Test
  void withoutTheLibraryItIsRefused() throws Exception {
    String without =
        Stream.of(CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> !entry.contains("lucene-luke"))
            .collect(Collectors.joining(File.pathSeparator));
    Run run = probe(without, "", List.of(), "none");
    assertEquals(1, run.exitCode, run.printed);
    assertTrue(
        run.printed.contains("nearfield: Luke needs the artifact org.apache.lucene:lucene-luke"),
        run.printed);
  }

  @Test
  void withoutACollectionItIsRefused() {
    CommandRun run = CommandRun.of("luke", "no-such-collection", "--data", folder);
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("no-such-collection"), run.err());
  }

  @Test
  void aCollectionNamedTwiceIsWrongUse() {
    CommandRun run = CommandRun.of("luke", "one", "--collection", "two");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("The collection is named twice"), run.err());
  }

  private record Run(int exitCode, String printed) {}

  private Run probe(String classPath, String display, List<String> options, String picture)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + Files.createDirectories(folder.resolve("user")),
                "-cp",
                classPath));
    command.addAll(options);
    command.addAll(
        List.of(LukeProbe.class.getName(), picture, "luke", "--collection", "" + collection));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DISPLAY", display);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), printed);
  }

  /** Every file with its bytes, one character each. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        contents.put(
            "" + file.getFileName(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
