package dev.nearfield.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Adds up the numbers that tests publish with JUnit's {@code TestReporter}, and makes one table of
 * them, a row for each class. Where the system property {@code durability.table} names no file for
 * it, it does nothing.
 */
public final class Tally implements TestExecutionListener {
  private static final String FILE = System.getProperty("durability.table", "");
  private static final String COMMAND = "mvn -q test -Pdurability";

  private final Map<String, Row> rows = new ConcurrentSkipListMap<>();

  /** What the tests of a class came to. */
  private static final class Row {
    private final Map<String, Integer> tests = new TreeMap<>();
    private final Map<String, Long> counted = new TreeMap<>();

    synchronized void ended(String how) {
      tests.merge(how, 1, Integer::sum);
    }

    synchronized void counted(String what, long number) {
      counted.merge(what, number, Long::sum);
    }

    synchronized String told(String name) {
      return "| `" + name + "` | " + told(tests) + " | " + told(counted) + " |\n";
    }

    private static String told(Map<String, ? extends Number> numbers) {
      return numbers.entrySet().stream()
          .map(
              number ->
                  String.format(
                      Locale.ROOT, "%s %,d", number.getKey(), number.getValue().longValue()))
          .collect(Collectors.joining("; "));
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    entry
        .getKeyValuePairs()
        .forEach((what, number) -> row(test).counted(what, Long.parseLong(number)));
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (test.isTest()) {
      row(test).ended("skipped");
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
      row(test)
          .ended(
              switch (result.getStatus()) {
                case SUCCESSFUL -> "passed";
                case ABORTED -> "skipped";
                case FAILED -> "**failed**";
              });
    }
  }

  private Row row(TestIdentifier test) {
    String name =
        test.getSource()
            .map(
                source ->
                    source instanceof MethodSource method
                        ? method.getClassName()
                        : test.getLegacyReportingName())
            .orElse(test.getDisplayName());
    return rows.computeIfAbsent(name, unknown -> new Row());
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (FILE.isEmpty()) {
      return;
    }
    try {
      Path file = Path.of(FILE);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, table());
      System.out.println(table());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String table() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append(
        "`%s` on %s, at commit %s, with JDK %s on %s:\n\n"
            .formatted(
                COMMAND,
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                commit(),
                Runtime.version(),
                machine()));
    table.append("| test | tests | counted |\n| --- | --- | --- |\n");
    rows.forEach((name, row) -> table.append(row.told(name.substring(name.lastIndexOf('.') + 1))));
    return table.toString();
  }

  private static String commit() throws IOException {
    List<String> changes = git("status", "--porcelain");
    return String.join("", git("rev-parse", "--short", "HEAD"))
        + (changes.isEmpty() ? "" : " with changes");
  }

  private static List<String> git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try (var lines = new ProcessBuilder(command).start().inputReader(StandardCharsets.UTF_8)) {
      return lines.lines().toList();
    }
  }

  private static String machine() throws IOException {
    String processor = System.getProperty("os.arch", "");
    Path information = Path.of("/proc/cpuinfo");
    if (Files.exists(information)) {
      try (Stream<String> lines = Files.lines(information)) {
        processor =
            lines
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(processor);
      }
    }
    return "%d cores of %s, %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(), processor, System.getProperty("os.name"));
  }
}
