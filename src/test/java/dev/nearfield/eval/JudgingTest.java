package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools, their order, and sessions that end at any time. */
final class JudgingTest {
  private static final List<Query> QUERIES = List.of(new Query("q1", "a"), new Query("q2", "b"));

  @TempDir private Path folder;

  private static Run run(int from, int to) {
    Run.Builder run = Run.builder();
    IntStream.range(from, to).forEach(i -> run.add("q1", "d" + i, 100 - i));
    return run.build();
  }

  private static Pool pool() {
    return Pool.of(QUERIES, List.of(run(0, 3)), 3);
  }

  private JudgingSession open() {
    return JudgingSession.open(folder, "test", QUERIES, pool());
  }

  private Qrels kept() {
    return Qrels.read(folder.resolve("qrels/test.tsv"));
  }

  @Test
  void aPoolIsTheUnionOfTheBestAnswers() {
    Pool pool = Pool.of(QUERIES, List.of(run(0, 30), run(5, 40)), 10);
    assertEquals(15, pool.size());
    assertEquals(
        Set.copyOf(IntStream.range(0, 15).mapToObj(i -> "d" + i).toList()),
        Set.copyOf(pool.documents("q1")));
    assertEquals(List.of(), pool.documents("q2"));
    assertEquals(List.of(), pool.documents("q3"));
    assertThrows(IllegalArgumentException.class, () -> Pool.of(QUERIES, List.of(), 0));
  }

  /** Whoever judges must not see it by the place. */
  @Test
  void theOrderIsTheSameWhoeverFoundWhat() {
    List<String> order = Pool.of(QUERIES, List.of(run(0, 20), run(15, 35)), 20).documents("q1");
    assertEquals(order, Pool.of(QUERIES, List.of(run(15, 35), run(0, 20)), 20).documents("q1"));
    assertEquals(order, Pool.of(QUERIES, List.of(run(0, 35)), 35).documents("q1"));
    List<String> ranked = IntStream.range(0, 35).mapToObj(i -> "d" + i).toList();
    assertNotEquals(ranked, order);
    double meanPlace =
        IntStream.range(0, 10).map(i -> order.indexOf("d" + i)).average().orElseThrow();
    assertEquals(17, meanPlace, 6, "the best ten are spread over " + order);
  }

  @Test
  void aSystemsAnswersAreDocumentsAndStayWithinTheDepth() {
    try (VectorStore store =
        VectorStore.open(folder.resolve("collection"), new HashingEmbedder(16))) {
      for (int i = 0; i < 8; i++) {
        store.add(SourceDocument.of("d" + i, "Cats like boxes. ".repeat(200 * (i % 2) + 1)));
      }
      List<Query> queries = List.of(new Query("q1", "cats"));
      try (Snapshot snapshot = store.snapshot()) {
        Run run =
            Pool.answers(snapshot, queries, new SearchSystem("words", SearchRequest::keyword), 5);
        assertEquals(5, run.answer("q1").size());
        Run other = Run.builder().add("q1", "d1", 2).add("q1", "elsewhere", 1).build();
        Pool pool = Pool.of(queries, List.of(run, other), 5);
        Pool held = pool.heldBy(snapshot);
        assertEquals(pool.size() - 1, held.size());
        assertFalse(held.documents("q1").contains("elsewhere"));
      }
    }
  }

  @Test
  void everyGradeIsOnTheDiskBeforeTheNextIsAsked() {
    JudgingSession left = open(); // never closed, as after a kill
    String first = left.current().orElseThrow().documentId();
    left.judge(2);
    assertEquals(1, kept().size());
    assertEquals(2, kept().grade("q1", first).orElseThrow());
    left.judge(0);
    assertEquals(2, kept().size());
    try (JudgingSession next = open()) {
      assertEquals(2, next.judged());
      assertEquals(1, next.left());
      next.judge(9);
      assertEquals(Optional.empty(), next.current());
      assertThrows(IllegalStateException.class, () -> next.judge(1));
      assertThrows(IllegalStateException.class, next::postpone);
    }
    assertEquals(3, kept().size());
    assertEquals(QUERIES, QuestionSet.readBeir(folder, "test").queries());
    left.close();
  }

  @Test
  void whatIsPutOffComesLast() {
    try (JudgingSession session = open()) {
      List<String> order = new ArrayList<>();
      String later = session.current().orElseThrow().documentId();
      session.postpone();
      while (session.current().isPresent()) {
        order.add(session.current().get().documentId());
        session.judge(1);
      }
      assertEquals(later, order.getLast());
      assertEquals(3, order.size());
    }
  }

  @Test
  void aSessionThatWasLeftBeforeItsFirstGradeGoesOn() {
    open().close();
    try (JudgingSession session = open()) {
      assertEquals(3, session.left());
    }
  }

  @Test
  void aLastLineWithoutItsEndIsGivenOneAndACutOneIsTold() throws IOException {
    try (JudgingSession session = open()) {
      session.judge(1);
    }
    Path file = folder.resolve("qrels/test.tsv");
    Files.writeString(file, Files.readString(file).stripTrailing());
    try (JudgingSession session = open()) {
      assertEquals(1, session.judged());
      session.judge(2);
    }
    assertEquals(2, kept().size());
    Files.writeString(file, "q1\td", StandardOpenOption.APPEND);
    String message = assertThrows(InvalidInputException.class, this::open).getMessage();
    assertEquals(
        file
            + ", line 4: a line must have 3 columns (query-id, corpus-id, score), got 2. Separate"
            + " them with single tabs.",
        message);
  }

  @Test
  void otherQuestionsAndGradesOutOfRangeAreRefused() {
    try (JudgingSession session = open()) {
      assertThrows(IllegalArgumentException.class, () -> session.judge(10));
      assertThrows(IllegalArgumentException.class, () -> session.judge(-1));
      assertEquals(3, session.left());
    }
    List<Query> others = List.of(new Query("q1", "another"));
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> JudgingSession.open(folder, "test", others, pool()))
            .getMessage();
    assertEquals(
        folder
            + " holds other questions than those to be judged. Name another folder, or leave the"
            + " questions out to go on with those that it holds.",
        message);
  }
}
