package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdaptCommandTest {
  private static final List<String> ASKED =
      List.of("cat", "horse", "eagle", "salmon", "spider", "whale", "frog", "snake", "bee", "wolf");
  private static final List<String> ANSWERED =
      List.of(
          "France", "Japan", "Brazil", "Egypt", "Canada", "India", "Norway", "Peru", "Kenya",
          "Spain");
  private static final List<String> THINGS =
      List.of("bread", "music", "trains", "gold", "weather", "football", "painting", "law");

  @TempDir private Path folder;

  /** Questions about animals, which are answered by documents about countries. */
  private Path riddles() throws IOException {
    StringBuilder corpus = new StringBuilder();
    StringBuilder queries = new StringBuilder();
    StringBuilder train = new StringBuilder("query-id\tcorpus-id\tscore\n");
    StringBuilder test = new StringBuilder("query-id\tcorpus-id\tscore\n");
    for (int i = 0; i < ASKED.size() * THINGS.size(); i++) {
      String thing = THINGS.get(i % THINGS.size());
      int pair = i / THINGS.size();
      corpus.append(row("d" + i, ANSWERED.get(pair) + " and its " + thing));
      queries.append(row("q" + i, ASKED.get(pair) + " and " + thing));
      (i % 4 == 3 ? test : train).append("q" + i + "\td" + i + "\t1\n");
    }
    Path set = folder.resolve("riddles");
    Files.createDirectories(set.resolve("qrels"));
    Files.writeString(set.resolve("corpus.jsonl"), corpus);
    Files.writeString(set.resolve("queries.jsonl"), queries);
    Files.writeString(set.resolve("qrels/train.tsv"), train);
    Files.writeString(set.resolve("qrels/test.tsv"), test);
    return set;
  }

  private static String row(String id, String text) {
    return "{\"_id\": \"" + id + "\", \"text\": \"" + text + "\"}\n";
  }

  @Test
  void anAdapterIsLearnedKeptNamedAndRemoved() throws IOException {
    Path set = riddles();
    CommandRun run = CommandRun.done("adapt", set, "--data", folder);
    List<String> table = run.lines().subList(run.lines().size() - 5, run.lines().size());
    assertTrue(run.out().contains("held back 60 queries: hybrid nDCG@10"), run.out());
    assertTrue(run.out().contains("riddles/test, nDCG@10 without the adapter"), run.out());
    assertTrue(table.getFirst().matches(" +mode +queries +without +adapted +gain +p"), run.out());
    assertTrue(table.get(1).startsWith("  vector  all             20"), run.out());
    assertTrue(table.get(4).startsWith("  hybrid  unseen          20"), run.out());

    String info = CommandRun.done("info", "--collection", collection(set)).out();
    assertTrue(info.contains("(of 60 queries of riddles/train"), info);
    String adapted = CommandRun.done("eval", set, "--data", folder).out();
    assertTrue(adapted.contains("model all-minilm-l6-v2 + adapter "), adapted);
    String plain = CommandRun.done("eval", set, "--data", folder, "--no-adapter").out();
    assertFalse(plain.contains("adapter"), plain);
    assertFalse(figures(plain).equals(figures(adapted)), plain);

    CommandRun.done("adapt", set, "--data", folder, "--remove");
    String without = CommandRun.done("eval", set, "--data", folder).out();
    assertEquals(figures(plain), figures(without));
  }

  private Path collection(Path set) {
    return folder.resolve("eval-" + set.getFileName() + "-all-minilm-l6-v2");
  }

  /** nDCG@10 by mode, without the times. */
  private static List<String> figures(String out) {
    return out.lines()
        .filter(line -> line.startsWith("  ") && !line.contains("mode"))
        .map(line -> line.substring(0, 62))
        .toList();
  }

  @Test
  void whatCannotBeProvedIsRefusedAndNothingIsKept() {
    CommandRun refused =
        CommandRun.of("adapt", CommandRun.FIELD_NOTES, "--data", folder, "--split", "test");
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().startsWith("nearfield: No adapter: 40 queries that"), refused.err());
    String info =
        CommandRun.done("info", "--collection", folder.resolve("eval-fieldnotes-all-minilm-l6-v2"))
            .out();
    assertTrue(info.lines().anyMatch(line -> line.matches(" +adapter +none")), info);
  }

  @Test
  void aSplitThatIsNotThereIsToldBeforeAnythingIsLearned() {
    CommandRun refused = CommandRun.of("adapt", CommandRun.FIELD_NOTES, "--data", folder);
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("no split 'train'"), refused.err());
  }
}
