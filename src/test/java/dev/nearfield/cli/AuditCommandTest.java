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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditCommandTest {
  private static final String INDEX = "eval-fieldnotes-all-minilm-l6-v2";

  @TempDir private Path data;

  private CommandRun audit(Object... options) {
    Object[] arguments = new Object[options.length + 5];
    arguments[0] = "audit";
    arguments[1] = "--data";
    arguments[2] = data;
    arguments[3] = "--collection";
    arguments[4] = INDEX;
    System.arraycopy(options, 0, arguments, 5, options.length);
    return CommandRun.of(arguments);
  }

  @Test
  void aFallIsAFailureUntilItIsAccepted() throws IOException {
    CommandRun.done("eval", CommandRun.FIELD_NOTES, "--data", data, "--modes", "vector");
    CommandRun none = audit();
    assertEquals(1, none.exitCode());
    assertTrue(none.err().contains("The collection has no golden questions"), none.err());
    assertEquals("There has been no audit.\n", audit("--history").out());

    CommandRun attached = audit("--attach", CommandRun.FIELD_NOTES);
    assertTrue(attached.out().startsWith("40 golden questions attached to "), attached.out());
    CommandRun first = audit();
    assertEquals(0, first.exitCode(), first.out());
    assertTrue(first.out().contains("20 chunks embedded again, all the same"), first.out());
    assertTrue(first.out().endsWith("The collection answers as well as before.\n"), first.out());

    List<String> judged =
        Files.readAllLines(CommandRun.FIELD_NOTES.resolve("qrels/test.tsv")).stream()
            .skip(1)
            .map(row -> row.split("\t")[1])
            .distinct()
            .limit(20)
            .toList();
    List<Object> delete =
        new ArrayList<>(List.of("delete", "--data", data, "--collection", INDEX, "--yes"));
    delete.addAll(judged);
    CommandRun.done(delete.toArray());

    CommandRun fallen = audit("--threshold", "nDCG@10=0.02,R@100=0.05");
    assertEquals(1, fallen.exitCode(), fallen.out());
    assertTrue(fallen.out().contains("\nnDCG@10 fell by 0."), fallen.out());
    assertTrue(fallen.out().contains("\nR@100 fell by 0."), fallen.out());
    assertTrue(
        fallen.out().contains("20 judged documents are not in the collection"), fallen.out());
    assertTrue(fallen.out().contains("█▁"), fallen.out());

    CommandRun json = audit("--json");
    assertEquals(1, json.exitCode());
    JsonNode report = new ObjectMapper().readTree(json.out());
    assertFalse(report.get("passed").booleanValue());
    assertEquals("nDCG@10", report.get("falls").get(0).get("measure").textValue());
    assertEquals(108, report.get("row").get("documents").intValue());

    assertEquals(0, audit("--accept").exitCode());
    assertEquals(0, audit().exitCode());
    CommandRun history = audit("--history");
    assertTrue(history.out().contains(" accepted"), history.out());
    assertEquals(5, audit("--history", "--json").lines().size());
  }

  @Test
  void questionsOfATableAreAttached() throws IOException {
    CommandRun.done("eval", CommandRun.FIELD_NOTES, "--data", data, "--modes", "keyword");
    Path table = data.resolve("golden.csv");
    Files.writeString(
        table, "question,document\nHow is dough kept?,sourdough-starter\nWhat?,gone\n");
    CommandRun attached = audit("--attach", table);
    assertTrue(attached.out().startsWith("2 golden questions attached to "), attached.out());
    assertTrue(attached.out().contains("judged documents are not in the coll"), attached.out());
    assertEquals(0, audit("--sample", 0).exitCode());
  }

  @Test
  void wrongUseIsToldAndMakesNoCollection() {
    CommandRun absent = audit();
    assertEquals(1, absent.exitCode());
    assertFalse(Files.exists(data.resolve(INDEX)));
    for (String threshold : List.of("nDCG@10", "nDCG@10=much", "nDCG@10=0.1=2", "score=0.1")) {
      assertEquals(2, audit("--threshold", threshold).exitCode(), threshold);
    }
    assertEquals(2, audit("--threshold", "nDCG@10=0").exitCode());
    CommandRun since = audit("--since", "yesterday");
    assertEquals(2, since.exitCode());
    assertTrue(since.err().contains("a date as 2026-01-31"), since.err());
  }
}
