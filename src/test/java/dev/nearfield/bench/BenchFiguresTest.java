package dev.nearfield.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arithmetic of a bench, on a clock and rankings that are known. */
final class BenchFiguresTest {
  @TempDir private Path folder;

  /** Goes on by a millisecond each time it is read. */
  private static LongSupplier ticking() {
    AtomicLong now = new AtomicLong();
    return () -> now.getAndAdd(1_000_000);
  }

  @Test
  void percentilesAreByNearestRank() {
    long[] nanos = LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray();
    assertEquals(new Percentiles(100, 180, 198), Percentiles.ofNanos(nanos));
    assertEquals(new Percentiles(3, 3, 3), Percentiles.ofNanos(new long[] {3_000_000}));
    assertThrows(IllegalArgumentException.class, () -> Percentiles.ofNanos(new long[0]));
  }

  @Test
  void aSpreadIsMedianLeastAndMost() {
    assertEquals(new Spread(3, 1, 9), Spread.of(9, 1, 3));
    assertEquals(new Spread(2.5, 1, 9), Spread.of(9, 1, 3, 2));
    assertThrows(IllegalArgumentException.class, Spread::of);
  }

  @Test
  void aRoundTimesEachSearchUntilItsTimeIsUp() {
    List<Integer> asked = new ArrayList<>();
    TimedRound round = TimedRound.run(asked::add, 1, 5_000_000, 100, ticking());
    assertEquals(List.of(0, 1, 2, 3), asked);
    assertArrayEquals(new long[] {1_000_000, 1_000_000, 1_000_000, 1_000_000}, round.nanos());
    assertEquals(6_000_000, round.elapsedNanos());
    assertEquals(4 / .006, round.perSecond(), 1e-9);
  }

  @Test
  void aRoundMakesOneSearchAtLeastAndNoMoreThanItMay() {
    assertEquals(1, TimedRound.run(number -> {}, 1, 0, 100, ticking()).nanos().length);
    assertEquals(
        2_000,
        TimedRound.run(number -> {}, 1, Long.MAX_VALUE / 2, 2_000, ticking()).nanos().length);
  }

  @Test
  void threadsAskSideBySide() {
    Set<Integer> asked = Collections.synchronizedSet(new HashSet<>());
    TimedRound round = TimedRound.run(asked::add, 2, Long.MAX_VALUE / 2, 3, System::nanoTime);
    assertEquals(Set.of(0, 1, 2, 1_009, 1_010, 1_011), asked);
    assertEquals(6, round.nanos().length);
  }

  @Test
  void recallIsTheShareOfExactAnswersThatWereFound() {
    List<RankedChunk> exact = List.of(chunk("a", .9), chunk("b", .8), chunk("c", .7));
    assertEquals(1, Recall.of(exact, exact));
    assertEquals(2 / 3.0, Recall.of(exact, List.of(chunk("a", .9), chunk("c", .7))));
    assertEquals(1 / 3.0, Recall.of(exact, List.of(chunk("b", .8), chunk("x", .6))));
    assertEquals(0, Recall.of(exact, List.of()));
    assertEquals(1, Recall.of(List.of(), List.of()));
  }

  @Test
  void aChunkOfTheSameScoreIsAsGood() {
    List<RankedChunk> exact = List.of(chunk("a", .9), chunk("b", .7));
    assertEquals(1, Recall.of(exact, List.of(chunk("a", .9), chunk("twin of b", .7))));
  }

  private static RankedChunk chunk(String document, double score) {
    return new RankedChunk(document, 0, score);
  }

  @Test
  void aBenchCountsRoundsThreadsAndSearches() {
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(16))) {
      store.addAll(
          IntStream.range(0, 2_500)
              .mapToObj(i -> SourceDocument.of("d" + i, "word" + i % 50 + " and number" + i)));
      try (Snapshot snapshot = store.snapshot()) {
        BenchReport report =
            CollectionBench.sampling(snapshot, 20, ticking())
                .run(
                    new BenchOptions(
                        List.of(SearchMode.KEYWORD, SearchMode.VECTOR),
                        5,
                        List.of(10, 2_400),
                        List.of(1),
                        3,
                        Duration.ofMillis(9),
                        Duration.ofMillis(4)));
        assertEquals(20, report.questions());
        assertEquals(2_500, report.chunks());
        assertEquals(4, report.results().size());
        BenchResult keyword = report.results().getFirst();
        assertEquals(SearchMode.KEYWORD, keyword.mode());
        assertEquals(null, keyword.recall());
        for (BenchResult result : report.results()) {
          assertEquals(3, result.warmUpSearches());
          assertEquals(3 * 8, result.searches());
          assertEquals(new Spread(1, 1, 1), result.p99());
          assertEquals(8 / .010, result.perSecond().median(), 1e-9);
        }
        Double recall = report.results().getLast().recall();
        assertTrue(recall != null && recall == 1.0, "exact where nearly all are candidates");
      }
    }
  }

  @Test
  void aQuestionsOwnDocumentIsNoAnswer() {
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(16))) {
      store.add(SourceDocument.of("a", "some words of a text"));
      try (Snapshot snapshot = store.snapshot()) {
        QuestionSet set = QuestionSet.sampled(snapshot, 10, new Random(1));
        BenchQuestion question = set.questions().getFirst();
        assertEquals("a", question.ownDocument());
        assertEquals(1, question.ownChunks());
        Recall recall = new Recall(5);
        assertEquals(1, recall.mean(snapshot, new Setting(SearchMode.VECTOR, 5), set.questions()));
      }
    }
  }

  @Test
  void chunksWithoutTextsAreAskedByMeaning() {
    ModelIdentity given = ModelIdentity.external("given", 2);
    BenchOptions brief = BenchOptions.defaults().lasting(1, Duration.ZERO, Duration.ZERO);
    try (VectorStore store = VectorStore.open(folder, given)) {
      store.add(SourceDocument.of("a", ""), Embedding.of(1, 0));
      try (Snapshot snapshot = store.snapshot()) {
        CollectionBench bench = CollectionBench.sampling(snapshot, 10);
        assertTrue(
            bench.run(brief).results().stream().allMatch(r -> r.mode() == SearchMode.VECTOR));
        BenchOptions words =
            new BenchOptions(
                List.of(SearchMode.KEYWORD),
                10,
                List.of(10),
                List.of(1),
                1,
                Duration.ZERO,
                Duration.ZERO);
        assertThrows(InvalidInputException.class, () -> bench.run(words));
      }
    }
  }

  @Test
  void nothingToAskIsRefused() {
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(16));
        Snapshot snapshot = store.snapshot()) {
      assertThrows(InvalidInputException.class, () -> CollectionBench.sampling(snapshot, 10));
      assertThrows(
          InvalidInputException.class,
          () -> CollectionBench.asking(snapshot, List.of(), new HashingEmbedder(16)));
    }
  }
}
