package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionCommandTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir private Path folder;

  @Test
  void bashCompletesCommandsOptionsAndValues() throws Exception {
    assumeTrue(Files.isExecutable(BASH), "no /bin/bash here");
    Path script = folder.resolve("completion");
    Files.writeString(script, CommandRun.done("completion").out());
    TreeSet<String> commands = new TreeSet<>(Main.commandLine().getSubcommands().keySet());
    assertEquals(commands, offered(script, "nearfield", ""));
    assertEquals(
        List.of("--no-distance"), List.copyOf(offered(script, "nearfield", "search", "--no")));
    assertEquals(
        new TreeSet<>(List.of("KEYWORD", "VECTOR", "HYBRID")),
        offered(script, "nearfield", "search", "--mode", ""));
  }

  private static TreeSet<String> offered(Path script, String... words)
      throws IOException, InterruptedException {
    String typed = "'" + String.join("' '", words) + "'";
    String lines =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_nearfield; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, typed, words.length - 1);
    Process process =
        new ProcessBuilder(BASH.toString(), "-c", lines)
            .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt minds being called by hand
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return new TreeSet<>(printed.lines().map(String::strip).toList());
  }
}
