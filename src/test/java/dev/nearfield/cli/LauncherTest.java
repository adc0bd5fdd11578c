package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java the launcher takes and what it gives it, seen by JDKs that only print that. */
final class LauncherTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("project.dir", "."), "src/assembly/bin/nearfield");
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir private Path folder;
  private Path launcher;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(SHELL), "no /bin/sh here");
    folder = folder.toRealPath();
    launcher = folder.resolve("in stall/bin/nearfield");
    Files.createDirectories(launcher.getParent());
    Files.copy(SCRIPT, launcher);
    Path lib = Files.createDirectories(folder.resolve("in stall/lib"));
    Files.createFile(lib.resolve("b.jar"));
    Files.createFile(lib.resolve("A.jar"));
  }

  /** A JDK that prints what it is started with; asked for its version, it says an old one. */
  private Path jdk(String name, String release) throws IOException {
    Path java = folder.resolve(name).resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'openjdk version "11.0.1"' >&2
        else
          echo "%s"
          printf '<%%s>\\n' "$@"
        fi
        """
            .formatted(name));
    assertTrue(java.toFile().setExecutable(true));
    if (!release.isEmpty()) {
      Files.writeString(folder.resolve(name).resolve("release"), release);
    }
    return folder.resolve(name);
  }

  private List<String> started(Path script, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SHELL.toString(), script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeAll(
            List.of("JAVA_HOME", "NEARFIELD_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed.lines().toList();
  }

  @Test
  void aJdkIsKnownByItsReleaseFileAndArgumentsArriveAsTheyAre() throws Exception {
    Path jdk = jdk("new", "JAVA_VERSION=\"21.0.2\"\n");
    List<String> started =
        started(launcher, Map.of("JAVA_HOME", jdk.toString()), "eval", "a b", "", "*", "\"$x\"");
    Path lib = folder.resolve("in stall/lib");
    assertEquals(
        List.of("new", "<--add-modules>", "<jdk.incubator.vector>"), started.subList(0, 3));
    assertEquals(
        List.of(
            "<-cp>",
            "<" + lib.resolve("A.jar") + ":" + lib.resolve("b.jar") + ">",
            "<dev.nearfield.cli.Main>",
            "<eval>",
            "<a b>",
            "<>",
            "<*>",
            "<\"$x\">"),
        started.subList(started.indexOf("<-cp>"), started.size()));
  }

  @Test
  void anOldJdkIsPassedOver() throws Exception {
    String path =
        jdk("right", "JAVA_VERSION=\"22\"\n").resolve("bin") + ":" + System.getenv("PATH");
    for (Path old :
        List.of(
            jdk("old", "JAVA_VERSION=\"17.0.1\"\n"),
            jdk("older", "JAVA_VERSION=\"1.8.0_400\"\n"),
            jdk("silent", ""))) {
      Map<String, String> variables = Map.of("JAVA_HOME", old.toString(), "PATH", path);
      assertEquals("right", started(launcher, variables, "info").getFirst());
    }
  }

  @Test
  void theLauncherWorksThroughALinkAndInAFolderThatCannotBeWritten() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);
    Path lib = folder.resolve("in stall/lib");
    assertTrue(lib.toFile().setReadOnly());
    String jdk = jdk("new", "JAVA_VERSION=\"25\"\n").toString();
    List<String> started = started(link, Map.of("JAVA_HOME", jdk), "--version");
    assertTrue(started.contains("<" + lib.resolve("A.jar") + ":" + lib.resolve("b.jar") + ">"));
    assertTrue(lib.toFile().setWritable(true));
  }

  @Test
  void shortCommandsGetTheArchiveAndLittleCompiling() throws Exception {
    Map<String, String> variables =
        Map.of("JAVA_HOME", jdk("new", "JAVA_VERSION=\"25\"\n").toString());
    Path archive = folder.resolve("in stall/lib/nearfield.jsa");
    List<String> without = started(launcher, variables, "search", "x");
    assertTrue(without.containsAll(List.of("<-XX:TieredStopAtLevel=1>", "<-XX:+UseSerialGC>")));
    assertFalse(without.toString().contains("SharedArchiveFile"), without.toString());

    Files.createFile(archive);
    List<String> with = started(launcher, variables, "search", "x");
    assertTrue(
        with.containsAll(List.of("<-Xlog:disable>", "<-XX:SharedArchiveFile=" + archive + ">")));
    assertFalse(with.contains("<--add-modules>"), with.toString());
    List<String> whole = started(launcher, variables, "eval", "x");
    assertFalse(whole.toString().contains("-XX"), whole.toString());
  }

  @Test
  void optionsOfTheUserComeLastAndDecideTheCollector() throws Exception {
    String jdk = jdk("new", "JAVA_VERSION=\"25\"\n").toString();
    List<String> started =
        started(
            launcher,
            Map.of("JAVA_HOME", jdk, "NEARFIELD_JAVA_OPTS", "-Xmx1g -XX:+UseZGC"),
            "search");
    assertFalse(started.contains("<-XX:+UseSerialGC>"), started.toString());
    int own = started.indexOf("<-Xmx1g>");
    assertEquals("<-XX:+UseZGC>", started.get(own + 1));
    assertEquals("<-cp>", started.get(own + 2));
    for (String variable : List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
      started =
          started(launcher, Map.of("JAVA_HOME", jdk, variable, "-XX:+UseParallelGC"), "search");
      assertFalse(started.contains("<-XX:+UseSerialGC>"), started.toString());
    }
  }
}
