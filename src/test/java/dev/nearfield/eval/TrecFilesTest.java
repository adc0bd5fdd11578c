package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judgements and runs: what they hold, and their TREC files. */
final class TrecFilesTest {
  @TempDir private Path folder;

  @Test
  void qrelsAreReadWithAnyBlanks() throws IOException {
    Path file = folder.resolve("qrels.txt");
    Files.writeString(file, "\uFEFF1 0 d1 2\r\n  1\titer\td2   0 \n\n2 \t0 d1 -1");
    Qrels qrels = Qrels.readTrec(file);
    assertEquals(List.of("1", "2"), List.copyOf(qrels.queryIds()));
    assertEquals(Map.of("d1", 2, "d2", 0), qrels.grades("1"));
    assertEquals(OptionalInt.of(-1), qrels.grade("2", "d1"));
    assertEquals(OptionalInt.empty(), qrels.grade("2", "d2"));
    assertEquals(Map.of(), qrels.grades("3"));
    assertEquals("Qrels[3 judgements of 2 queries]", qrels.toString());
  }

  @Test
  void writtenQrelsComeBackInTheirOrder() {
    for (int seed = 0; seed < 20; seed++) {
      Qrels qrels = new RandomRuns(seed, RandomRuns.ScoreKind.TIED).qrels;
      Path file = folder.resolve("qrels" + seed);
      qrels.writeTrec(file);
      Qrels back = Qrels.readTrec(file);
      assertEquals(qrels, back);
      assertEquals(List.copyOf(qrels.queryIds()), List.copyOf(back.queryIds()));
      for (String id : qrels.queryIds()) {
        assertEquals(List.copyOf(qrels.grades(id).keySet()), List.copyOf(back.grades(id).keySet()));
      }
    }
  }

  @Test
  void runIsRankedByItsScoresAndNotByItsRanks() throws IOException {
    Path file = folder.resolve("run.txt");
    Files.writeString(
        file, "q2\tQ0\ta\t1\t-3\tt\nq1 Q0 a 1 .5 t\nq1 Q0 b 2 1e1 t\nq1 Q0 c 3 +5. t\n");
    Run run = Run.readTrec(file);
    assertEquals(List.of("q2", "q1"), List.copyOf(run.queryIds()));
    assertEquals(
        List.of(
            new ScoredDocument("b", 10), new ScoredDocument("c", 5), new ScoredDocument("a", 0.5f)),
        run.answer("q1"));
    assertEquals(List.of(), run.answer("q3"));
    assertEquals("Run[4 answers to 2 queries]", run.toString());
  }

  @Test
  void tiesAreInTheOrderOfUtf8BytesDescending() {
    List<String> descending =
        List.of(
            "\uD83D\uDE01",
            "\uD83D\uDE00x",
            "\uD83D\uDE00",
            "\uFF5E",
            "\u00E9",
            "b",
            "aa",
            "a",
            "A",
            "10");
    Run.Builder builder = Run.builder();
    descending.stream().sorted().forEach(id -> builder.add("q", id, 1));
    assertEquals(
        descending, builder.build().answer("q").stream().map(ScoredDocument::documentId).toList());
  }

  @Test
  void writtenRunsComeBackToTheBit() {
    Random random = new Random(11);
    Run.Builder builder = Run.builder();
    for (int i = 0; i < 20_000; i++) {
      float score = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(score)) {
        builder.add("q" + i % 7, "d" + i, score);
      }
    }
    // The one float of all whose shortest decimal rounds to its neighbour on the way over a double.
    builder.add("q0", "stubborn", Float.intBitsToFloat(363_742_205));
    Run run = builder.build();
    Path file = folder.resolve("run.txt");
    run.writeTrec(file, "nearfield");
    Run back = Run.readTrec(file);
    assertEquals(run, back);
    assertEquals(List.copyOf(run.queryIds()), List.copyOf(back.queryIds()));
  }

  @Test
  void runFileHasSixColumnsAndItsRanksFollowTheOrder() throws IOException {
    Path file = folder.resolve("run.txt");
    Run.builder()
        .add("q1", "a", 0.25)
        .add("q1", "b", 12.5)
        .add("q2", "c", 1)
        .build()
        .writeTrec(file, "tag");
    assertEquals(
        "q1 Q0 b 1 12.5 tag\nq1 Q0 a 2 0.25 tag\nq2 Q0 c 1 1.0 tag\n", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a\tb",
        "a\nb",
        " a",
        "a\u00A0b",
        "a\u3000b",
        "a\u2028b",
        "a\u0000",
        "\uD83D"
      })
  void idsThatWouldNotComeBackAreRefusedBeforeAnythingIsWritten(String id) throws IOException {
    Path file = Files.writeString(folder.resolve("old"), "old");
    List<Runnable> writes =
        List.of(
            () -> Run.builder().add(id, "d", 1).build().writeTrec(file, "tag"),
            () -> Run.builder().add("q", id, 1).build().writeTrec(file, "tag"),
            () -> Run.builder().add("q", "d", 1).build().writeTrec(file, id),
            () -> Qrels.builder().add(id, "d", 1).build().writeTrec(file),
            () -> Qrels.builder().add("q", id, 1).build().writeTrec(file));
    List<String> what = List.of("query id", "document id", "tag", "query id", "document id");
    for (int i = 0; i < writes.size(); i++) {
      var e = assertThrows(InvalidInputException.class, writes.get(i)::run);
      assertEquals(
          "The "
              + what.get(i)
              + " '"
              + id
              + "' cannot stand in a TREC file, whose columns are separated by blanks. Rename it"
              + " without blanks and control characters.",
          e.getMessage());
    }
    assertEquals("old", Files.readString(file));
  }

  @Test
  void fileThatCannotBeWrittenSaysSo() {
    Path file = folder.resolve("missing/run.txt");
    Run run = Run.builder().add("q", "d", 1).build();
    var e = assertThrows(StorageException.class, () -> run.writeTrec(file, "tag"));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("Cannot write " + file + ": "), e.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void folderInPlaceOfAFileSaysSo() {
    var e = assertThrows(StorageException.class, () -> Run.readTrec(folder));
    assertTrue(String.valueOf(e.getMessage()).startsWith("Cannot read " + folder), e.getMessage());
  }

  @Test
  void builtValuesDoNotChangeWithTheirBuilder() {
    Qrels.Builder judgements = Qrels.builder().add("q", "a", 1);
    Run.Builder answers = Run.builder().add("q", "a", 1);
    Qrels qrels = judgements.build();
    Run run = answers.build();
    judgements.add("q", "b", 1).add("r", "a", 1);
    answers.add("q", "b", 1).add("r", "a", 1);
    assertEquals(1, qrels.size());
    assertEquals(1, run.size());
    assertThrows(UnsupportedOperationException.class, () -> qrels.grades("q").put("c", 1));
    assertThrows(UnsupportedOperationException.class, () -> qrels.queryIds().clear());
    assertThrows(UnsupportedOperationException.class, () -> run.answer("q").clear());
    assertThrows(UnsupportedOperationException.class, () -> run.queryIds().clear());
  }

  @Test
  void buildersRefuseNonsense() {
    assertEquals(
        "A grade must be -127 to 127, got -128. Map the grades to a smaller scale.",
        refused(() -> Qrels.builder().add("q", "d", -128)));
    assertEquals(
        "A grade must be -127 to 127, got -2147483648. Map the grades to a smaller scale.",
        refused(() -> Qrels.builder().add("q", "d", Integer.MIN_VALUE)));
    assertEquals(
        "A judgement needs a query id and a document id, got 'q' and ' '.",
        refused(() -> Qrels.builder().add("q", " ", 1)));
    assertEquals(
        "A query's id must not be empty or blank.", refused(() -> Run.builder().add("", "d", 1)));
    assertEquals(
        "A document's id must not be empty or blank.",
        refused(() -> Run.builder().add("q", "", 1)));
    assertEquals(
        "The score of document 'd' must be a finite number in single precision, got NaN.",
        refused(() -> Run.builder().add("q", "d", Double.NaN)));
    assertEquals(
        "The document 'd' answers query 'q' twice. Keep its best score only.",
        refused(() -> Run.builder().add("q", "d", 1).add("q", "d", 1)));
    assertEquals(
        "A score must be a finite number, got Infinity.",
        refused(() -> new ScoredDocument("d", Float.POSITIVE_INFINITY)));
  }

  private static String refused(Runnable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
