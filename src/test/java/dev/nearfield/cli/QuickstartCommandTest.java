package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuickstartCommandTest {
  private static final Pattern HIT =
      Pattern.compile(" +[123] +\\d+\\.\\d{4} +[01]\\.\\d{4}  \\S.*");

  @TempDir private Path data;

  @Test
  void theSecondRunEmbedsNothingAndAnswersAlike() {
    CommandRun first = quickstart();
    assertTrue(first.lines().contains("128 embedded, 0 unchanged"), first.out());
    CommandRun second = quickstart();
    assertTrue(second.lines().contains("0 embedded, 128 unchanged"), second.out());
    assertEquals(answers(first), answers(second));

    List<String> answers = answers(first);
    assertEquals(27, answers.stream().filter(HIT.asMatchPredicate()).count(), first.out());
    for (String mode : List.of(" keyword", " vector", " hybrid")) {
      assertEquals(3, answers.stream().filter(mode::equals).count(), first.out());
      assertEquals(1, second.lines().stream().filter(line -> isFigures(line, mode)).count());
    }
    assertTrue(second.out().contains("P@5      R@10   nDCG@10"), second.out());
    try (Snapshot snapshot = Snapshot.open(data.resolve("vector-all-minilm-l6-v2"))) {
      assertEquals(128, snapshot.count());
    }
  }

  private CommandRun quickstart() {
    return CommandRun.done("quickstart", "--set", CommandRun.FIELD_NOTES, "--data", data);
  }

  /** From the first question to the table, whose times differ from run to run. */
  private static List<String> answers(CommandRun run) {
    List<String> lines = run.lines();
    int table =
        lines.indexOf(
            lines.stream().filter(line -> line.contains("P@5")).findFirst().orElseThrow());
    return lines.subList(2, table);
  }

  private static boolean isFigures(String line, String mode) {
    return line.matches(" " + mode + "( +[01]\\.\\d{4}){3}( +\\d+\\.\\d){2}");
  }
}
