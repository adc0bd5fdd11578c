package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadersTest {
  @TempDir Path folder;

  /** A reader of one document whose text comes from a step that may fail. */
  private record Scripted(Step step) implements DocumentReader {
    interface Step {
      Stream<String> texts(SourceFile file) throws IOException;
    }

    @Override
    public String type() {
      return "scripted";
    }

    @Override
    public Stream<Outcome> read(SourceFile file) throws IOException {
      return step.texts(file)
          .map(text -> file.document(file.name() + text, type(), null, text, Metadata.empty()))
          .map(document -> new Outcome.Read(file.name(), ReadDocument.of(document)));
    }
  }

  private List<Outcome> read(Scripted.Step step) throws IOException {
    Path file = Reading.in(folder).write("a.x", "content");
    try (Stream<Outcome> outcomes =
        Readers.standard().with(new Scripted(step), "x").read(SourceFile.of(file))) {
      return outcomes.toList();
    }
  }

  private static String shown(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Read read -> read.document().document().id();
      case Outcome.Failed failed ->
          "!" + failed.path() + ": " + failed.reason() + (failed.retry() ? " (retry)" : "");
      case Outcome.Skipped skipped -> "-" + skipped.path() + ": " + skipped.reason();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt,text", "a.TXT,text", "a.md,markdown", "a.b.markdown,markdown", "a.htm,html",
        "a.xhtml,html",
    "a.pdf,pdf", "a.docx,docx", "a.jsonl,jsonl", "a.ndjson,jsonl", "a.csv,csv", "a.tsv,tsv"
  })
  void theExtensionPicksTheReader(String name, String type) {
    var file = new SourceFile(Path.of(name), "x.y/" + name, 1, Instant.EPOCH);
    assertEquals(type, Readers.standard().readerOf(file).orElseThrow().type());
  }

  @Test
  void filesThatNobodyReadsAreSkipped() throws IOException {
    var reading = Reading.in(folder);
    reading.write("a.rst", "text");
    reading.write("LICENSE", "text");
    reading.write("b.md", "text");
    try (Stream<Outcome> outcomes = Readers.standard().read(Folder.of(folder))) {
      assertEquals(
          List.of(
              "-LICENSE: There is no reader for files with no extension.",
              "-a.rst: There is no reader for files with .rst.",
              "b.md"),
          outcomes.map(ReadersTest::shown).toList());
    }
    try (Stream<Outcome> outcomes =
        Readers.standard().reading("txt", "rst").read(Folder.of(folder).include("*.rst"))) {
      assertEquals(List.of("a.rst"), outcomes.map(ReadersTest::shown).toList());
    }
  }

  @Test
  void extensionsThatMakeNoSenseAreRefused() {
    var unknown =
        assertThrows(IllegalArgumentException.class, () -> Readers.standard().reading("doc", "x"));
    assertTrue(
        String.valueOf(unknown.getMessage()).contains("csv, docx, htm,"), unknown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Readers.standard().reading("txt", ".log"));
  }

  @Test
  void oneBadFileDoesNotStopTheOthers() throws IOException {
    var reading = Reading.in(folder);
    reading.write("a.txt", new byte[] {(byte) 0xFF, (byte) 0xC0});
    reading.write("b.pdf", "no pdf");
    reading.write("sub/c.md", "---\na: [\n---\n");
    reading.write("sub/d.md", "good");
    try (Stream<Outcome> stream = Readers.standard().read(Folder.of(folder))) {
      List<Outcome> outcomes = stream.toList();
      assertEquals(4, outcomes.size());
      assertEquals("sub/c.md", assertInstanceOf(Outcome.Failed.class, outcomes.get(2)).path());
      assertEquals("sub/d.md", shown(outcomes.get(3)));
    }
  }

  @Test
  void whateverAReaderThrowsIsAnOutcomeWithAReason() throws IOException {
    assertEquals(
        List.of("!a.x: It may not be read. Give the user that runs this the right to."),
        read(
                file -> {
                  throw new AccessDeniedException("/secret/place");
                })
            .stream()
            .map(ReadersTest::shown)
            .toList());
    assertEquals(
        List.of("a.xone", "!a.x: It cannot be read (disk on fire). Check the file and its disk."),
        read(
                file ->
                    Stream.of("one", "two")
                        .peek(
                            text -> {
                              if (text.equals("two")) {
                                throw new UncheckedIOException(new IOException("disk on fire"));
                              }
                            }))
            .stream()
            .map(ReadersTest::shown)
            .toList());
    assertEquals(
        List.of("!a.x: Not good."),
        read(
                file -> {
                  throw new InvalidInputException("Not good.");
                })
            .stream()
            .map(ReadersTest::shown)
            .toList());
    String bug =
        shown(
            read(file -> {
                  throw new IllegalStateException("never here");
                })
                .getFirst());
    assertTrue(bug.contains("scripted reader") && bug.contains("never here"), bug);
    String deep = shown(read(file -> Stream.of(recurse(0))).getFirst());
    assertEquals("!a.x: It is nested too deeply for its reader. Exclude it.", deep);
  }

  private static String recurse(int depth) {
    return depth < 0 ? "" : recurse(depth + 1) + depth;
  }

  @Test
  void aFileThatChangesWhileItIsReadIsReportedInPlaceOfItsLastDocument() throws IOException {
    assertEquals(
        List.of(
            "a.xone", "a.xtwo", "!a.x: It changed while it was being read. Read it again. (retry)"),
        read(
                file -> {
                  Files.setLastModifiedTime(file.path(), FileTime.fromMillis(1));
                  return Stream.of("one", "two", "three");
                })
            .stream()
            .map(ReadersTest::shown)
            .toList());
    assertEquals(
        List.of("!a.x: It changed while it was being read. Read it again. (retry)"),
        read(
                file -> {
                  Files.writeString(file.path(), "longer content");
                  throw new InvalidInputException("Cut short.");
                })
            .stream()
            .map(ReadersTest::shown)
            .toList());
    assertEquals(
        List.of("!a.x: It changed while it was being read. Read it again. (retry)"),
        read(
                file -> {
                  Files.delete(file.path());
                  return Stream.of("one");
                })
            .stream()
            .map(ReadersTest::shown)
            .toList());
  }

  @Test
  void aFileThatChangedSinceTheWalkIsReadAsItIsNow() throws IOException {
    Path path = Reading.in(folder).write("a.txt", "before");
    SourceFile walked = SourceFile.of(path);
    Files.writeString(path, "after that");
    Instant later = Instant.parse("2031-01-01T00:00:00Z");
    Files.setLastModifiedTime(path, FileTime.from(later));
    try (Stream<Outcome> outcomes = Readers.standard().read(walked)) {
      var read = assertInstanceOf(Outcome.Read.class, outcomes.toList().getFirst());
      assertEquals("after that", read.document().text());
      assertEquals(later, read.document().document().updated());
    }
  }

  @Test
  void aFileThatIsGoneOrNoFileAnyMoreIsReported() throws IOException {
    Path path = Reading.in(folder).write("a.txt", "before");
    SourceFile walked = SourceFile.of(path);
    Files.delete(path);
    try (Stream<Outcome> outcomes = Readers.standard().read(walked)) {
      assertEquals(
          List.of("!a.txt: It is not there any more. Walk the folder again. (retry)"),
          outcomes.map(ReadersTest::shown).toList());
    }
    Files.createDirectory(path);
    try (Stream<Outcome> outcomes = Readers.standard().read(walked)) {
      assertTrue(shown(outcomes.toList().getFirst()).contains("is no regular file"));
    }
  }

  @Test
  void aFileThatMayNotBeReadIsReported() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
    Path path = Reading.in(folder).write("a.txt", "secret");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    assertEquals(
        "It may not be read. Give the user that runs this the right to.",
        Reading.in(folder).reason(path));
  }

  @Test
  void anExceptionOfTheCallerIsNotTakenForOneOfTheFile() throws IOException {
    Path path = Reading.in(folder).write("a.txt", "x");
    try (Stream<Outcome> outcomes = Readers.standard().read(SourceFile.of(path))) {
      assertThrows(
          UnsupportedOperationException.class,
          () ->
              outcomes.forEach(
                  outcome -> {
                    throw new UnsupportedOperationException();
                  }));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void everyFileIsClosedHoweverManyAreTaken(int taken) throws IOException {
    for (int i = 0; i < 4; i++) {
      Reading.in(folder).write(i + ".x", "content");
    }
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    var reader =
        new Scripted(
            file -> {
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              return Stream.of("one", "two").onClose(open::decrementAndGet);
            });
    var some = new ArrayList<Outcome>();
    try (Stream<Outcome> outcomes = Readers.standard().with(reader, "x").read(Folder.of(folder))) {
      outcomes.limit(taken).forEach(some::add);
    }
    assertEquals(taken, some.size());
    assertEquals(0, open.get());
    assertTrue(most.get() <= 1, "open at once: " + most.get());
  }

  @Test
  void namesAreKeptAsTheyAreAndControlCharactersAreReported() throws IOException {
    var reading = Reading.in(folder);
    assertEquals("a b & c.txt", reading.document("a b & c.txt", "x").document().id());
    String reason = reading.reason(reading.write("line\nbreak.txt", "x"));
    assertTrue(reason.contains("U+000A"), reason);
  }
}
