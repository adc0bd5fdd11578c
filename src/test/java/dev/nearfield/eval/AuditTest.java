package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.EmbeddingCheck;
import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.TokenCounter;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit notices, and what it keeps. */
final class AuditTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Measure NDCG = Measure.parse("nDCG@10");
  private static final int DOCUMENTS = 40;

  private final Embedder embedder = new HashingEmbedder(64);
  private final Random random = new Random(5);

  @TempDir private Path folder;
  private VectorStore store;

  @BeforeEach
  void fill() {
    store = VectorStore.open(folder, embedder, at(0));
    for (int i = 0; i < DOCUMENTS; i++) {
      store.add(SourceDocument.of("d" + i, "topic" + i + " " + words("w")));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static StoreOptions at(int day) {
    return StoreOptions.defaults().clock(clock(day));
  }

  private static Clock clock(int day) {
    return Clock.fixed(NOW.plus(Duration.ofDays(day)), ZoneOffset.UTC);
  }

  private String words(String alphabet) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      words.append(alphabet).append(random.nextInt(25)).append(' ');
    }
    return words.toString();
  }

  private static Evaluation golden(int from, int to) {
    List<Query> queries = new ArrayList<>();
    Qrels.Builder qrels = Qrels.builder();
    for (int i = from; i < to; i++) {
      queries.add(new Query("q" + i, "topic" + i));
      qrels.add("q" + i, "d" + i, 1);
    }
    return new Evaluation(queries, qrels.build(), Evaluation.DEFAULT_MEASURES, true);
  }

  private AuditReport audit(int day, AuditOptions options) {
    return Audit.run(store, embedder, options.clock(clock(day)));
  }

  @Test
  void eachAuditAddsARowThatTheCollectionKeeps() {
    Audit.attach(store, golden(0, 10));
    store.searchDefaults(new SearchDefaults(Fusion.minMax(0.3), 100, Bm25.LUCENE));
    AuditReport first = audit(0, AuditOptions.defaults());
    assertTrue(first.passed(), first.toString());
    AuditRow row = first.row();
    assertEquals(NOW, row.time());
    assertEquals(DOCUMENTS, row.documents());
    assertEquals(1.0, row.values().get(NDCG));
    assertEquals(
        Evaluation.DEFAULT_MEASURES, List.copyOf(row.values().keySet()), "in the usual order");
    assertEquals("min-max 0.3, 100 candidates, BM25 k1 1.2 b 0.75", row.settings());
    AuditReport second = audit(1, AuditOptions.defaults());
    assertEquals(List.of(row, second.row()), second.history());
    store.close();
    try (Snapshot snapshot = Snapshot.open(folder)) {
      assertEquals(second.history(), Audit.history(snapshot));
      assertEquals(DOCUMENTS, snapshot.count());
    }
  }

  @Test
  void aFallIsToldUntilItIsAccepted() {
    Audit.attach(store, golden(0, 10));
    audit(0, AuditOptions.defaults());
    store.delete("d1");
    AuditReport fallen = audit(1, AuditOptions.defaults());
    assertFalse(fallen.passed());
    assertEquals(
        List.of(new AuditReport.Fall(NDCG, 1, NOW, 0.9, 0.02)),
        fallen.falls().stream()
            .map(
                fall ->
                    new AuditReport.Fall(
                        fall.measure(), fall.from(), fall.since(), round(fall.to()), 0.02))
            .toList());
    assertEquals(List.of("d1"), List.copyOf(fallen.unknown().documentIds()));

    assertTrue(audit(2, AuditOptions.defaults().against(AuditOptions.Against.LAST)).passed());
    assertFalse(audit(3, AuditOptions.defaults()).passed(), "the best row is still the first");
    assertTrue(audit(4, AuditOptions.defaults().thresholds(Map.of(NDCG, 0.2))).passed());
    assertTrue(audit(5, AuditOptions.defaults().accept()).passed());
    assertTrue(audit(6, AuditOptions.defaults()).passed());
    assertEquals(7, audit(6, AuditOptions.defaults()).history().size() - 1);
  }

  private static double round(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  @Test
  void rowsOfOtherQuestionsAreNotComparedWith() {
    Audit.attach(store, golden(0, 10));
    audit(0, AuditOptions.defaults());
    store.delete("d20");
    Audit.attach(store, golden(15, 25));
    AuditReport other = audit(1, AuditOptions.defaults());
    assertTrue(other.passed());
    assertEquals(2, other.history().size());
    assertEquals(0.9, round(other.row().values().getOrDefault(NDCG, 0.0)));
  }

  @Test
  void aChangedModelIsFoundOut() {
    Audit.attach(store, golden(0, 10));
    AuditReport same = audit(0, AuditOptions.defaults());
    assertEquals(new EmbeddingCheck(20, same.embeddings().least(), List.of()), same.embeddings());
    AuditReport changed =
        Audit.run(store, new Changed(embedder), AuditOptions.defaults().sample(7));
    assertEquals(7, changed.embeddings().sampled());
    assertEquals(7, changed.embeddings().different().size());
    assertTrue(changed.embeddings().least() < 0.99, changed.toString());
    assertFalse(changed.passed());
    assertTrue(Audit.run(store, new Changed(embedder), AuditOptions.defaults().sample(0)).passed());
  }

  /** Another file under the same identity. */
  private record Changed(Embedder model) implements Embedder {
    @Override
    public ModelIdentity identity() {
      return model.identity();
    }

    @Override
    public Embedding embedQuery(String text) {
      return model.embedQuery(text + " changed");
    }

    @Override
    public List<Embedding> embedDocuments(List<String> texts) {
      return texts.stream().map(this::embedQuery).toList();
    }

    @Override
    public TokenCounter tokenCounter() {
      return model.tokenCounter();
    }

    @Override
    public void close() {}
  }

  @Test
  void driftIsMeasuredFromTheFirstAuditOn() {
    Audit.attach(store, golden(0, 10));
    assertNull(audit(1, AuditOptions.defaults()).drift());
    addLater(2, "same", "w", 15);
    Drift same = audit(3, AuditOptions.defaults()).drift();
    assertNotNull(same);
    assertEquals(DOCUMENTS, same.older());
    assertEquals(15, same.newer());
    assertFalse(same.alarms(), same.toString());
    addLater(4, "other", "x", 15);
    AuditReport report = audit(5, AuditOptions.defaults().since(NOW.plus(Duration.ofDays(4))));
    Drift other = report.drift();
    assertNotNull(other);
    assertEquals(15, other.newer());
    assertTrue(other.alarms() && other.centroidShift() > same.centroidShift(), other.toString());
    assertTrue(report.passed(), "drift alone is no fault");
  }

  private void addLater(int day, String prefix, String alphabet, int count) {
    store.close();
    store = VectorStore.open(folder, embedder, at(day));
    for (int i = 0; i < count; i++) {
      store.add(SourceDocument.of(prefix + i, words(alphabet)));
    }
  }

  @Test
  void withoutQuestionsThereIsNoAuditAndDamageIsTold() {
    var none = assertThrows(InvalidInputException.class, () -> audit(0, AuditOptions.defaults()));
    assertTrue(none.getMessage().contains("nearfield audit --attach"), none.getMessage());
    assertThrows(InvalidInputException.class, () -> Audit.attach(store, golden(0, 0)));

    Audit.attach(store, golden(0, 10));
    for (String damaged : List.of("{", "{\"time\":\"today\"}", "{}")) {
      store.attach("audit/history", damaged.getBytes(StandardCharsets.UTF_8));
      var e = assertThrows(InvalidInputException.class, () -> audit(0, AuditOptions.defaults()));
      assertTrue(
          e.getMessage().startsWith("Line 1 of the collection's attachment 'audit/history'"),
          e.getMessage());
    }
    Audit.attach(store, golden(0, 10));
    assertEquals(1, audit(0, AuditOptions.defaults()).history().size());
  }

  @Test
  void thresholdsThatAreNoneAreRefused() {
    for (double fall : new double[] {0, -0.1, 1.5, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> AuditOptions.defaults().thresholds(Map.of(NDCG, fall)));
    }
    assertThrows(IllegalArgumentException.class, () -> AuditOptions.defaults().sample(-1));
  }
}
