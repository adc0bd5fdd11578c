package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TuneCommandTest {
  private static final String INDEX = "eval-notes-all-minilm-l6-v2";

  @TempDir private static Path root;
  private static Path set;
  private static Path data;

  /** The demonstration set with its 40 questions in two splits, one of which is in both. */
  @BeforeAll
  static void split() throws IOException {
    data = root.resolve("data");
    set = Files.createDirectory(root.resolve("notes"));
    Files.createDirectory(set.resolve("qrels"));
    for (String file : List.of("corpus.jsonl", "queries.jsonl")) {
      Files.copy(CommandRun.FIELD_NOTES.resolve(file), set.resolve(file));
    }
    List<String> judged =
        Files.readAllLines(CommandRun.FIELD_NOTES.resolve("qrels").resolve("test.tsv"));
    String header = judged.getFirst();
    List<String> rows = judged.subList(1, judged.size());
    String middle = rows.get(rows.size() / 2).split("\t")[0];
    int first = rows.indexOf(rowOf(rows, middle));
    write("train", header, rows.stream().takeWhile(row -> rows.indexOf(row) <= first).toList());
    write("test", header, rows.subList(first, rows.size()));
  }

  private static String rowOf(List<String> rows, String query) {
    return rows.stream().filter(row -> row.startsWith(query + "\t")).findFirst().orElseThrow();
  }

  private static void write(String split, String header, List<String> rows) throws IOException {
    Files.writeString(
        set.resolve("qrels").resolve(split + ".tsv"),
        header + "\n" + String.join("\n", rows) + "\n");
  }

  private static CommandRun tune(Object... options) {
    Object[] arguments = new Object[options.length + 4];
    arguments[0] = "tune";
    arguments[1] = set;
    arguments[2] = "--data";
    arguments[3] = data;
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandRun.done(arguments);
  }

  private static String info() {
    return CommandRun.done("info", "--data", data, "--collection", INDEX).out();
  }

  @Test
  void aChoiceIsReportedKeptShownAndTakenOut() throws IOException {
    CommandRun dry = tune("--report-split", "test", "--dry-run");
    assertTrue(dry.out().contains("1 more questions left out, because they are"), dry.out());
    assertTrue(dry.out().contains("notes, split test: 128 documents, "), dry.out());
    for (String system : List.of("keyword", "vector", "standard", "tuned")) {
      assertTrue(dry.out().contains("\n  " + system + " "), dry.out());
    }
    assertTrue(
        dry.out().contains("Tuned over standard on split test, which had no part"), dry.out());
    assertTrue(dry.out().endsWith(" stays as it is.\n"), dry.out());
    assertTrue(info().contains("200 candidates, BM25 k1 0.9 b 0.4 (standard)"), info());

    JsonNode json =
        new ObjectMapper().readTree(tune("--report-split", "test", "--json", "--folds", 5).out());
    assertEquals(1, json.get("leftOut").intValue());
    assertEquals(2160, json.get("settings").intValue());
    assertEquals(25, json.get("choices").intValue());
    assertEquals("test", json.get("reported").get("split").textValue());
    JsonNode chosen = json.get("chosen");
    assertTrue(json.get("crossValidated").get("difference").doubleValue() > 0, json.toString());
    assertEquals(json.get("best"), chosen);
    JsonNode shown =
        new ObjectMapper()
            .readTree(
                CommandRun.done("info", "--data", data, "--collection", INDEX, "--json").out());
    assertEquals(chosen, shown.get("search"));
    assertTrue(info().contains("(its own)"), info());

    CommandRun reset = CommandRun.done("tune", "--reset", "--data", data, "--collection", INDEX);
    assertTrue(reset.out().contains("searches with min-max 0.5, 200 candidates"), reset.out());
    assertTrue(info().contains("(standard)"), info());
  }

  @Test
  void withOneSplitTheGainIsAnEstimateAndSaysSo() {
    CommandRun run = tune("--split", "test", "--dry-run", "--measure", "MRR@10");
    assertTrue(run.out().contains("No split to report on was named"), run.out());
    assertTrue(run.out().contains("cross-validated MRR@10"), run.out());
    assertFalse(run.out().contains("Tuned over standard"), run.out());
  }

  @Test
  void aCollectionIsTunedByQuestionsOfItsOwn() throws IOException {
    tune("--dry-run");
    Path mine = root.resolve("mine.csv");
    StringBuilder rows = new StringBuilder("question,document\n");
    for (int i = 0; i < 12; i++) {
      rows.append("What of number ").append(i).append("?,sourdough-starter\n");
    }
    Files.writeString(mine, rows);
    Object[] own = {
      "tune", "--data", data, "--collection", INDEX, "--dry-run", "--questions", mine
    };
    CommandRun alone = CommandRun.done(own);
    assertTrue(alone.out().startsWith("mine.csv, split train: 12 questions"), alone.out());
    Path other = CommandRun.FIELD_NOTES;
    List<Object> reported = new ArrayList<>(List.of(own));
    reported.addAll(List.of("--report-questions", other, "--report-split", "test"));
    CommandRun both = CommandRun.done(reported.toArray());
    assertTrue(both.out().contains("fieldnotes, split test: 128 documents, 40 q"), both.out());
    CommandRun same =
        CommandRun.of(
            "tune",
            "--data",
            data,
            "--collection",
            INDEX,
            "--questions",
            mine,
            "--report-questions",
            mine);
    assertEquals(1, same.exitCode());
    assertTrue(same.err().contains("Every question to tune on is among those"), same.err());
  }

  @Test
  void whatIsTunedOnIsNotReportedOn() {
    CommandRun same = CommandRun.of("tune", set, "--split", "test", "--report-split", "test");
    assertEquals(2, same.exitCode());
    assertTrue(same.err().contains("what is tuned on cannot be reported on"), same.err());
    CommandRun none = CommandRun.of("tune");
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("Give a BEIR folder, or the questions"), none.err());
  }
}
