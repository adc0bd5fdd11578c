package dev.nearfield.durability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories over directories that fail, of which nothing is left open at the end. */
final class FaultyDirectoryTest {
  private static final int SEEDS = 3;
  private static final int MANY_SEEDS = 150;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Fault.class)
  void noWriteIsLostInSilence(Fault fault, TestReporter reporter) throws IOException {
    run(fault, SEEDS, reporter);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  @Tag("long")
  void noWriteIsLostInSilenceInManyHistories(Fault fault, TestReporter reporter)
      throws IOException {
    run(fault, MANY_SEEDS, reporter);
  }

  private void run(Fault fault, int seeds, TestReporter reporter) throws IOException {
    int failures = 0;
    int losses = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      Path own = Files.createTempDirectory(folder, "run");
      try {
        FaultyRun.Outcome outcome = new FaultyRun(fault, seed, own).run();
        failures += outcome.failures();
        losses += outcome.losses();
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError(fault + ", seed " + seed + ": " + e, e);
      }
    }
    assertTrue(failures > 0, "No call failed, so nothing was tested.");
    String name = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    reporter.publishEntry(name + ": histories", Integer.toString(seeds));
    reporter.publishEntry(name + ": calls failed", Integer.toString(failures));
    reporter.publishEntry(name + ": told of losses", Integer.toString(losses));
  }
}
