package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.eval.AdapterComparison.Group;
import dev.nearfield.model.InvalidInputException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdapterTrainingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC);
  private static final AdapterSettings SETTINGS =
      new AdapterSettings(0.05, 3e-3, 32, 64, 4, 8, 12, 1);

  private final HashingEmbedder embedder = new HashingEmbedder(48);
  private final List<String> progress = new ArrayList<>();
  private VectorStore store;

  @BeforeEach
  void fill(@TempDir Path folder) {
    store = VectorStore.open(folder, embedder);
    Dialects.fill(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private AdapterOutcome train(JudgedQueries queries, @Nullable JudgedQueries dev) {
    try (Snapshot now = store.snapshot()) {
      return new AdapterTraining(now, embedder, SETTINGS, CLOCK, progress::add).train(queries, dev);
    }
  }

  @Test
  void whatCanBeLearnedIsLearnedForQuestionsThatWereHeldBack() {
    AdapterOutcome.Learned learned =
        assertInstanceOf(AdapterOutcome.Learned.class, train(Dialects.questions(), null));
    HeldBackGain gain = learned.heldBack();
    assertEquals(160, gain.queries());
    assertTrue(gain.allQueries());
    assertTrue(gain.after() > gain.before() + 0.3, gain.toString());
    assertTrue(gain.gain().difference() > 0.3, gain.toString());
    QueryAdapter adapter = learned.adapter();
    assertEquals(CLOCK.instant(), adapter.origin().trained());
    assertEquals(160, adapter.origin().queries());
    assertEquals("dialects/train", adapter.origin().judgements());
    assertEquals(gain.after(), adapter.origin().after());
    assertTrue(progress.getLast().startsWith("fold 5 of 5"), progress.toString());

    store.adapt(adapter);
    Qrels others = Qrels.builder().add("another", "doc1", 1).build();
    try (Snapshot now = store.snapshot()) {
      AdapterComparison comparison =
          AdapterComparison.of(now, Dialects.questions(), others, request -> request);
      assertEquals(6, comparison.rows().size());
      for (AdapterComparison.Row row : comparison.rows()) {
        assertEquals(
            switch (row.group()) {
              case ALL -> 160;
              case SEEN -> 1;
              case UNSEEN -> 159;
            },
            row.queries());
        assertTrue(row.group() == Group.SEEN || row.after() > row.before() + 0.3, "" + row);
      }
    }
  }

  @Test
  void theSameInputAndSeedGiveTheSameAdapter() {
    AdapterOutcome first = train(Dialects.questions(), null);
    AdapterOutcome second = train(Dialects.questions(), null);
    assertArrayEquals(
        assertInstanceOf(AdapterOutcome.Learned.class, first).adapter().toBytes(),
        assertInstanceOf(AdapterOutcome.Learned.class, second).adapter().toBytes());
  }

  @Test
  void judgementsThatMeanNothingAreRefused() {
    for (long seed = 1; seed <= 3; seed++) {
      AdapterOutcome.Refused refused =
          assertInstanceOf(AdapterOutcome.Refused.class, train(Dialects.noise(seed), null));
      assertTrue(refused.reason().startsWith("No adapter: 160 queries that were held back"));
    }
  }

  @Test
  void developmentQueriesThatDoNotGainAreAReasonToo() {
    AdapterOutcome.Refused refused =
        assertInstanceOf(
            AdapterOutcome.Refused.class, train(Dialects.questions(), Dialects.noise(1)));
    assertTrue(refused.reason().contains("queries of dialects/noise"), refused.reason());
  }

  @Test
  void tooFewQuestionsAreRefused() {
    JudgedQueries all = Dialects.questions();
    JudgedQueries few = new JudgedQueries("few", all.queries().subList(0, 19), all.qrels());
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> train(few, null));
    assertTrue(String.valueOf(refused.getMessage()).contains("few has 19"));
  }
}
