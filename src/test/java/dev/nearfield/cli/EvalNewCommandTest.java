package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.eval.Qrels;
import dev.nearfield.eval.QuestionSet;
import dev.nearfield.eval.TopicField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Question sets for a collection of one's own: made in each way, and measured with. */
final class EvalNewCommandTest {
  @TempDir private static Path data;

  @TempDir private Path folder;

  private Path set = Path.of("");

  @BeforeAll
  static void ingest() throws IOException {
    Path files = Files.createDirectories(data.resolve("files"));
    Files.writeString(files.resolve("refunds.txt"), "Refunds are paid within 30 days.");
    Files.writeString(files.resolve("parcels.txt"), "Parcels travel by rail and by ship.");
    Files.writeString(files.resolve("bread.txt"), "Bread dough rises overnight in the fridge.");
    CommandRun.done("ingest", files, "--collection", "handbook", "--data", data);
  }

  @BeforeEach
  void name() {
    set = folder.resolve("set");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private CommandRun make(String input, Object... options) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(options);
    } finally {
      System.setIn(before);
    }
  }

  private CommandRun run(Object... options) {
    Object[] arguments = new Object[options.length + 7];
    Object[] start = {"eval", "new", set, "--collection", "handbook", "--data", data};
    System.arraycopy(start, 0, arguments, 0, start.length);
    System.arraycopy(options, 0, arguments, start.length, options.length);
    return CommandRun.of(arguments);
  }

  private Path table() throws IOException {
    return file(
        "questions.csv",
        """
        question,document,grade
        When is my money back?,refunds.txt,2
        How are goods sent?,parcels.txt,1
        How are goods sent?,letters.txt,1
        """);
  }

  @Test
  void judgementsAreTakenOverAndLookedUp() throws IOException {
    CommandRun run = run("--questions", table());
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        List.of(
            "2 questions, 3 judgements of 2 of them in " + set,
            "  1 judged documents are not in the collection: letters.txt"),
        run.lines());
    assertEquals(
        QuestionSet.read(table(), "test", TopicField.TITLE), QuestionSet.readBeir(set, "test"));

    CommandRun again = run("--questions", table());
    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("exists. Name another folder"), again.err());
  }

  @Test
  void aCollectionIsMeasuredWithQuestionsInAnyForm() throws IOException {
    run("--questions", table());
    Path topics = file("topics", "q1\tWhen is my money back?\nq2\tHow are goods sent?\n");
    Path qrels =
        file("q.qrels", "q1 0 refunds.txt 2\nq2 0 parcels.txt 1\nq2 0 letters.txt 1\nq9 0 d 1\n");
    for (List<Object> questions :
        List.<List<Object>>of(List.of(table()), List.of(set), List.of(topics, "--qrels", qrels))) {
      Object[] arguments = new Object[questions.size() + 8];
      Object[] start = {
        "eval", "--collection", "handbook", "--data", data, "--modes", "vector", "--questions"
      };
      System.arraycopy(start, 0, arguments, 0, start.length);
      System.arraycopy(questions.toArray(), 0, arguments, start.length, questions.size());
      CommandRun run = CommandRun.done(arguments);
      assertTrue(
          run.out().contains("judged documents are not in the collection: letters.txt"), run.out());
      assertTrue(run.out().contains("split test: 3 documents, 2 queries"), run.out());
      boolean strange = questions.size() > 1;
      assertEquals(
          strange,
          run.out().contains("  1 judged queries are not among the questions: q9"),
          run.out());
    }
  }

  @Test
  void whatIsMeasuredMustBeSaidOnce() throws IOException {
    CommandRun neither = CommandRun.of("eval", "--data", data);
    CommandRun both =
        CommandRun.of("eval", CommandRun.FIELD_NOTES, "--questions", table(), "--data", data);
    for (CommandRun run : List.of(neither, both)) {
      assertEquals(2, run.exitCode());
      assertTrue(run.err().startsWith("Give a BEIR folder, or the questions"), run.err());
    }
  }

  @Test
  void judgementsOfAnotherCollectionAreRefused() throws IOException {
    Path table = file("q.csv", "question,document\nWhen?,elsewhere.txt\n");
    CommandRun run = run("--questions", table);
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("None of the 1 judged documents is in the collec"), run.err());
    assertFalse(Files.exists(set));

    CommandRun none = run("--questions", file("t", "1\tWhen?\n"));
    assertTrue(none.err().contains("is judged. Give judgements with --qrels"), none.err());
  }

  @Test
  void judgingGoesOnWhereItWasLeft() throws IOException {
    Path topics = file("topics", "1\tWhen is my money back?\n2\tHow are goods sent?\n");
    CommandRun first = make("2\nt\nhello\n7\n0\nq\n", "--questions", topics, "--judge");
    assertEquals(0, first.exitCode(), first.err());
    assertTrue(first.out().contains("  When is my money back?"), first.out());
    assertTrue(first.out().contains("  | Refunds are paid within 30 days."), first.out());
    assertTrue(first.out().contains("'hello' is none of these."), first.out());
    assertTrue(first.out().contains("'7' is none of these."), first.out());
    assertTrue(first.out().contains("2 judged, 4 to go; the judgements"), first.out());
    for (String system : List.of("keyword", "vector", "hybrid", "rank", "score")) {
      assertFalse(first.out().contains(system), first.out());
    }

    CommandRun ended = make("l\n1\n", "--questions", topics, "--judge"); // the input ends
    assertTrue(ended.out().contains("3 judged, 3 to go"), ended.out());
    CommandRun rest = make("0\n0\n0\n0\n", "--judge");
    assertTrue(rest.out().contains("6 judged, 0 to go"), rest.out());
    Qrels qrels = QuestionSet.readBeir(set, "test").qrels();
    assertEquals(6, qrels.size());
    assertEquals(3, qrels.grades("1").size());
  }

  @Test
  void aPoolIsATableThatIsFilledInAndReadAgain() throws IOException {
    Path topics = file("topics", "1\tWhen is my money back?\n");
    Path other = file("other.run", "1 Q0 bread.txt 1 2 x\n1 Q0 gone.txt 2 1 x\n");
    Path pool = folder.resolve("pool.csv");
    CommandRun run =
        run(
            "--questions",
            topics,
            "--pool",
            pool,
            "--depth",
            1,
            "--modes",
            "vector",
            "--add-run",
            other,
            "--add-run",
            file("second.run", "1 Q0 gone.txt 1 1 x\n"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        List.of(
            "1 documents of the runs are not in the collection, and are left out",
            "2 documents for 1 questions in "
                + pool
                + "; fill in the grades and give it to --questions"),
        run.lines());
    String table = Files.readString(pool);
    assertTrue(
        table.contains(
            "1,When is my money back?,refunds.txt,,Refunds are paid within 30 days.,\r\n"),
        table);
    assertFalse(Files.exists(set));

    Files.writeString(pool, table.replace("30 days.,\r\n", "30 days.,2\r\n"));
    assertEquals(0, run("--questions", pool).exitCode());
    assertEquals(
        Qrels.builder().add("1", "refunds.txt", 2).build(),
        QuestionSet.readBeir(set, "test").qrels());
  }

  @Test
  void judgementsThatWouldBeLostAreRefused() throws IOException {
    make("", "--questions", table(), "--judge");
    CommandRun run = make("", "--questions", table(), "--judge");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("holds a question set already"), run.err());
  }

  @Test
  void whatCannotBeDoneIsSaid() throws IOException {
    CommandRun none = run("--judge");
    assertEquals(1, none.exitCode());
    assertTrue(none.err().contains("holds no questions to go on with"), none.err());
    assertEquals(2, run().exitCode());
    assertEquals(2, run("--judge", "--pool", "x.csv").exitCode());
    assertEquals(2, run("--judge", "--best-grade", "10").exitCode());
    CommandRun zero = run("--questions", table(), "--pool", folder.resolve("p"), "--depth", "0");
    assertEquals(2, zero.exitCode());
  }
}
