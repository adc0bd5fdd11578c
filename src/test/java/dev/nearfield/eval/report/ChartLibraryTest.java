package dev.nearfield.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.cli.CommandRun;
import dev.nearfield.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report where a library of charts is absent. */
final class ChartLibraryTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jfreechart", "VectorGraphics2D"})
  void withoutALibraryThePageIsRefusedInASentence(String artifact)
      throws IOException, InterruptedException {
    String without =
        Stream.of(
                Objects.requireNonNull(System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .filter(entry -> !entry.contains(artifact))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                without,
                Main.class.getName(),
                "eval",
                CommandRun.FIELD_NOTES.toString(),
                "--data",
                folder.toString(),
                "--report",
                folder.resolve("report.html").toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), printed);
    assertTrue(
        printed.contains("nearfield: The charts of a report need the artifacts org.jfree:"),
        printed);
  }
}
