package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Processes that open a collection while another commits and merges see whole commits only. */
final class ReadersBesideAWriterTest {
  private static final int MOST_SECONDS = 300;
  private static final String WHOLE = "whole ";
  private static final String COMPLAINTS = "complaints.txt";

  private final List<Process> processes = new ArrayList<>();

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void name() {
    folder = root.resolve("c");
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void readersSeeWholeCommits(TestReporter reporter) throws Exception {
    read(2, 60, reporter);
  }

  @Test
  @Tag("long")
  void readersSeeWholeCommitsForLong(TestReporter reporter) throws Exception {
    read(4, 2_000, reporter);
  }

  private void read(int readers, int generations, TestReporter reporter) throws Exception {
    VectorStore.open(folder, new HashingEmbedder(16)).close();
    List<Process> reading = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      reading.add(start(GenerationReader.class, generations));
    }
    Process writer = start(GenerationWriter.class, generations);
    assertEquals("", output(writer));
    assertEquals(0, writer.exitValue(), complaints());
    reporter.publishEntry("commits", Integer.toString(generations));
    for (Process reader : reading) {
      String said = output(reader);
      assertTrue(said.startsWith(WHOLE), said + complaints());
      reporter.publishEntry("commits found whole", said.substring(WHOLE.length()).strip());
    }
  }

  private Process start(Class<?> main, int generations) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString(),
                Integer.toString(generations))
            .redirectError(ProcessBuilder.Redirect.appendTo(root.resolve(COMPLAINTS).toFile()))
            .start();
    processes.add(process);
    return process;
  }

  private String complaints() throws IOException {
    return Files.readString(root.resolve(COMPLAINTS));
  }

  private static String output(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS));
    return said;
  }
}
