package dev.nearfield.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fuzzes each target for a while, {@code -Dfuzz.seconds=N}. What Jazzer finds and learns is left in
 * {@code target/fuzz}.
 */
final class FuzzingTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 2);
  private static final Path FOLDER =
      Path.of(System.getProperty("project.dir", "."), "target", "fuzz").toAbsolutePath();
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  @ParameterizedTest
  @EnumSource
  void noInputIsTreatedBadly(FuzzTarget target) throws Exception {
    Path learned = Files.createDirectories(FOLDER.resolve(target.folder()));
    Path log = FOLDER.resolve(target.folder() + ".log");
    int exitCode =
        new ProcessBuilder(command(target, learned))
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    String said = Files.readString(log);
    assertEquals(0, exitCode, said);
    Matcher done = DONE.matcher(said);
    assertTrue(done.find(), said);
    System.out.printf(
        "fuzzed %s: %s executions in %s s%n", target.folder(), done.group(1), done.group(2));
  }

  private static List<String> command(FuzzTarget target, Path learned) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + FuzzDriver.class.getName(),
        "--target_args=" + target,
        "--instrumentation_includes=dev.nearfield.**",
        "--reproducer_path=" + FOLDER,
        "-artifact_prefix=" + FOLDER + "/" + target.folder() + "-",
        "-max_total_time=" + SECONDS,
        "-max_len=4096",
        "-timeout=60",
        learned.toString(),
        FuzzCorpusTest.CORPUS.resolve(target.folder()).toAbsolutePath().toString());
  }
}
