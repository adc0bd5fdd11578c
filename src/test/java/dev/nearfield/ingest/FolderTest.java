package dev.nearfield.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nearfield.model.InvalidInputException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderTest {
  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temporary.resolve("root"));
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private void link(String name, String target) throws IOException {
    Path link = root.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  /** Names of files, and with their reason what was skipped (-) or failed (!). */
  private static List<String> walk(Folder folder) {
    try (Stream<Found> found = folder.files()) {
      return found.map(FolderTest::shown).toList();
    }
  }

  private static String shown(Found found) {
    return switch (found) {
      case SourceFile file -> file.name();
      case Outcome.Skipped skipped -> "-" + skipped.path() + ": " + skipped.reason();
      case Outcome.Failed failed -> "!" + failed.path() + ": " + failed.reason();
    };
  }

  @Test
  void theOrderIsByNameFolderByFolder() throws IOException {
    write("b.md", "a/z.md", "a/B.md", "a/b/c.md", "a.md", "c/x.md");
    assertEquals(
        List.of("a/B.md", "a/b/c.md", "a/z.md", "a.md", "b.md", "c/x.md"), walk(Folder.of(root)));
  }

  @Test
  void aFileComesWithItsSizeAndTime() throws IOException {
    write("a.md");
    try (Stream<Found> found = Folder.of(root).files()) {
      Path path = root.toRealPath().resolve("a.md");
      assertEquals(
          List.of(new SourceFile(path, "a.md", 4, Files.getLastModifiedTime(path).toInstant())),
          found.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.md|a.md,docs/b.md,docs/deep/c.md",
        "**/*.md|a.md,docs/b.md,docs/deep/c.md",
        "docs/*.md|docs/b.md",
        "docs/**|docs/b.md,docs/b.txt,docs/deep/c.md",
        "docs/**/*.md|docs/b.md,docs/deep/c.md",
        "**/deep/**/*.md|docs/deep/c.md",
        "*.{txt,html}|a.html,docs/b.txt",
        "?.html|a.html",
        "[a-b].txt|docs/b.txt",
        "*.pdf|",
      })
  void includePatternsChooseFiles(String pattern, String names) throws IOException {
    write("a.md", "a.html", "docs/b.md", "docs/b.txt", "docs/deep/c.md");
    List<String> expected = names == null ? List.of() : List.of(names.split(","));
    assertEquals(expected, walk(Folder.of(root).include(pattern)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deep|a.md,docs/b.md,docs/deeper.md",
        "deep/|a.md,docs/b.md,docs/deeper.md",
        "docs|a.md",
        "docs/*|a.md",
        "docs/**|a.md",
        "docs/deep/**|a.md,docs/b.md,docs/deeper.md",
        "**/deep|a.md,docs/b.md,docs/deeper.md",
        "*.md|",
      })
  void excludePatternsLeaveOutFilesAndFolders(String pattern, String names) throws IOException {
    write("a.md", "docs/b.md", "docs/deep/c.md", "docs/deep/d/e.md", "docs/deeper.md");
    List<String> expected = names == null ? List.of() : List.of(names.split(","));
    assertEquals(expected, walk(Folder.of(root).include("*.md").exclude(pattern)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/absolute", "[a", "{a,b"})
  void aPatternThatIsNoneIsRefusedByName(String pattern) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Folder.of(root).exclude(pattern));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("'" + pattern + "'"), refused.getMessage());
  }

  @Test
  void hiddenFilesAndFoldersAreSkippedUnlessAskedFor() throws IOException {
    write(".git/config", ".note.md", "a/.b.md", "a/c.md");
    assertEquals(
        List.of(
            "-.git: It is hidden.",
            "-.note.md: It is hidden.",
            "-a/.b.md: It is hidden.",
            "a/c.md"),
        walk(Folder.of(root)));
    assertEquals(
        List.of(".git/config", ".note.md", "a/.b.md", "a/c.md"),
        walk(Folder.of(root).includeHidden()));
    assertEquals(List.of("a/c.md"), walk(Folder.of(root).exclude(".*")));
  }

  @Test
  void aLinkThatLeadsOutIsNotFollowed() throws IOException {
    Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(temporary.resolve("outside/secret.md"), "secret");
    Files.writeString(temporary.resolve("root.md"), "beside, with the same beginning");
    write("a.md");
    link("file.md", "../outside/secret.md");
    link("folder", "../outside");
    link("prefix.md", "../root.md");
    String out = ": It is a symbolic link that leads out of the folder.";
    assertEquals(
        List.of("a.md", "-file.md" + out, "-folder" + out, "-prefix.md" + out),
        walk(Folder.of(root)));
  }

  @Test
  void aLinkOutThroughAnotherLinkIsNotFollowed() throws IOException {
    Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(temporary.resolve("outside/secret.md"), "secret");
    link(".way", "../outside");
    link("chain.md", ".way/secret.md");
    assertEquals(
        List.of(
            "-.way: It is hidden.",
            "-chain.md: It is a symbolic link that leads out of the folder."),
        walk(Folder.of(root)));
  }

  @Test
  void whatALinkLeadsToIsReadOnce() throws IOException {
    write("real/a.md", ".hidden/b.md", ".hidden/c.md", "skip/d.md");
    link("again", "real");
    link("again.md", "real/a.md");
    link("b.md", ".hidden/b.md");
    link("more", ".hidden");
    link("most", ".hidden");
    link("taken", "skip");
    assertEquals(
        List.of(
            "-.hidden: It is hidden.",
            "-again: It is a symbolic link to 'real', which is read already.",
            "-again.md: It is a symbolic link to 'real/a.md', which is read already.",
            "b.md",
            "more/b.md",
            "more/c.md",
            "-most: It is a symbolic link to '.hidden', which is read already.",
            "real/a.md",
            "taken/d.md"),
        walk(Folder.of(root).exclude("skip")));
  }

  @Test
  void circlesAndLinksToNothingEnd() throws IOException {
    write("a/b/c.md", ".h/x.md");
    link("a/b/up", "../..");
    link("a/self", "self");
    link("a/nothing", "gone");
    link(".h/round", "../.h");
    link("in", ".h");
    assertEquals(
        List.of(
            "-.h: It is hidden.",
            "a/b/c.md",
            "-a/b/up: It is a symbolic link to '', which is read already.",
            "-a/nothing: It is a symbolic link to nothing, or to itself.",
            "-a/self: It is a symbolic link to nothing, or to itself.",
            "-in/round: It is a symbolic link to '.h', which is read already.",
            "in/x.md"),
        walk(Folder.of(root)));
  }

  @Test
  void pipesAndSocketsAreSkipped() throws Exception {
    write("a.md");
    boolean pipe =
        new ProcessBuilder("mkfifo", root.resolve("pipe.md").toString()).start().waitFor() == 0;
    assumeTrue(pipe, "no mkfifo here");
    Path socket = root.resolve("socket.md");
    assumeTrue(socket.toString().length() < 100, "path too long for a socket");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      String reason = ": It is a device, socket or pipe, and not a file.";
      assertEquals(
          List.of("a.md", "-pipe.md" + reason, "-socket.md" + reason), walk(Folder.of(root)));
    }
  }

  @Test
  void aFolderThatMayNotBeReadIsReportedAndTheRestIsWalked() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
    write("a.md", "locked/b.md", "z.md");
    Path locked = root.resolve("locked");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      assertEquals(
          List.of(
              "a.md",
              "!locked: It may not be read. Give the user that runs this the right to.",
              "z.md"),
          walk(Folder.of(root)));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aFolderThatVanishesDuringTheWalkIsReported() throws IOException {
    write("a.md", "b/c.md", "d.md");
    try (Stream<Found> found = Folder.of(root).files()) {
      var walk = found.iterator();
      assertEquals("a.md", shown(walk.next()));
      Files.delete(root.resolve("b/c.md"));
      Files.delete(root.resolve("b"));
      assertEquals("!b: It is not there any more. Walk the folder again.", shown(walk.next()));
      assertEquals("d.md", shown(walk.next()));
    }
  }

  @Test
  void aSingleFileIsAFolderOfOne() throws IOException {
    write("docs/a.md");
    assertEquals(List.of("a.md"), walk(Folder.of(root.resolve("docs/a.md"))));
  }

  @Test
  void aRootThatIsALinkIsWalked() throws IOException {
    write("a.md");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
    assertEquals(List.of("a.md"), walk(Folder.of(link)));
  }

  @Test
  void aRootThatIsNotThereIsRefusedByName() {
    var folder = Folder.of(root.resolve("gone"));
    var refused = assertThrows(InvalidInputException.class, folder::files);
    assertEquals(
        "There is no readable file or folder "
            + root.resolve("gone")
            + ". Check the path and its rights.",
        refused.getMessage());
  }

  @Test
  void aDeepTreeIsWalkedToItsEnd() throws IOException {
    Path path = root;
    for (int i = 0; i < 200; i++) {
      path = Files.createDirectory(path.resolve("d"));
    }
    Files.writeString(path.resolve("a.md"), "deep");
    assertEquals(List.of("d/".repeat(200) + "a.md"), walk(Folder.of(root)));
  }
}
