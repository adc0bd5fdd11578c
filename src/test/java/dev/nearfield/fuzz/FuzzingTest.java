package dev.nearfield.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Fuzzes all targets side by side, each in a process of its own: the same 300 inputs in each build,
 * or with {@code -Dfuzz.seconds=N} new ones for so long. What Jazzer finds and learns is left in
 * {@code target/fuzz}.
 */
final class FuzzingTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
  private static final Path FOLDER =
      Path.of(System.getProperty("project.dir", "."), "target", "fuzz").toAbsolutePath();
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  @Test
  void noInputIsTreatedBadly(TestReporter reporter) {
    List<Fuzzed> runs =
        EnumSet.allOf(FuzzTarget.class).parallelStream().map(FuzzingTest::fuzz).toList();
    for (Fuzzed run : runs) {
      assertEquals(0, run.exitCode(), run.log());
      Matcher done = DONE.matcher(run.log());
      assertTrue(done.find(), run.log());
      reporter.publishEntry(run.target().folder() + ": executions", done.group(1));
      reporter.publishEntry(run.target().folder() + ": seconds", done.group(2));
    }
  }

  /** A process that has ended. */
  private record Fuzzed(FuzzTarget target, int exitCode, String log) {}

  private static Fuzzed fuzz(FuzzTarget target) {
    try {
      Files.createDirectories(FOLDER);
      Path learned =
          SECONDS > 0
              ? Files.createDirectories(FOLDER.resolve(target.folder()))
              : Files.createTempDirectory("learned");
      Path log = FOLDER.resolve(target.folder() + ".log");
      int exitCode =
          new ProcessBuilder(command(target, learned))
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      return new Fuzzed(target, exitCode, Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(FuzzTarget target, Path learned) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:TieredStopAtLevel=" + (SECONDS > 10 ? 4 : 1),
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + FuzzDriver.class.getName(),
        "--target_args=" + target,
        "--instrumentation_includes=dev.nearfield.**",
        "--custom_hook_includes=dev.nearfield.**",
        "--reproducer_path=" + FOLDER,
        "-artifact_prefix=" + FOLDER + "/" + target.folder() + "-",
        SECONDS > 0 ? "-max_total_time=" + SECONDS : "-runs=300",
        SECONDS > 0 ? "-seed=0" : "-seed=1",
        "-max_len=4096",
        "-timeout=60",
        learned.toString(),
        FuzzCorpusTest.CORPUS.resolve(target.folder()).toAbsolutePath().toString());
  }
}
