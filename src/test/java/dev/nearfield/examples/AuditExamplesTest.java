package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.EmbeddingCheck;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.eval.Audit;
import dev.nearfield.eval.AuditOptions;
import dev.nearfield.eval.AuditReport;
import dev.nearfield.eval.AuditRow;
import dev.nearfield.eval.BeirDataset;
import dev.nearfield.eval.Drift;
import dev.nearfield.eval.Evaluation;
import dev.nearfield.eval.Measure;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Watching a collection. */
final class AuditExamplesTest {
  private static final Path SET =
      Path.of(System.getProperty("project.dir", "."), "eval", "fieldnotes");

  private final Embedder embedder = new HashingEmbedder(32);

  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void aCollectionIsAudited() {
    BeirDataset dataset = BeirDataset.open(SET);
    try (VectorStore store = VectorStore.open(folder, embedder);
        Stream<SourceDocument> documents = dataset.documents()) {
      store.addAll(documents);
      // @start region="audit"
      Evaluation golden =
          new Evaluation(
              dataset.queries("test"), dataset.qrels("test"), Evaluation.DEFAULT_MEASURES, true);
      Audit.attach(store, golden); // once

      Measure ndcg = Measure.parse("nDCG@10");
      AuditOptions options = AuditOptions.defaults().thresholds(Map.of(ndcg, 0.02));
      AuditReport report = Audit.run(store, embedder, options); // now and then
      for (AuditReport.Fall fall : report.falls()) {
        System.out.println(fall.measure() + " fell from " + fall.from() + " to " + fall.to());
      }
      for (AuditRow row : report.history()) {
        System.out.println(row.documents() + " documents, passed: " + report.passed());
      }
      // @end
      assertEquals("128 documents, passed: true\n", printed.take());
    }
    // @start region="embeddings"
    try (Snapshot snapshot = Snapshot.open(folder, embedder)) {
      EmbeddingCheck check = EmbeddingCheck.of(snapshot, embedder, 20);
      System.out.println(check.different().size() + " of " + check.sampled() + " differ");
    }
    // @end
    assertEquals("0 of 20 differ\n", printed.take());
  }

  @Test
  void newerDocumentsAreComparedWithOlderOnes() {
    Instant march = Instant.parse("2026-03-01T00:00:00Z");
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      for (int i = 0; i < 40; i++) {
        boolean later = i >= 20;
        Instant time = later ? march.plusSeconds(i) : march.minusSeconds(i + 1);
        String text = (later ? "tax invoice ledger " : "bread flour oven ") + i;
        store.add(SourceDocument.of("d" + i, text).withTimes(time, time));
      }
      // @start region="drift"
      try (Snapshot now = store.snapshot()) {
        Drift drift = Drift.of(now, march); // null when either side is too small
        if (drift != null && drift.alarms()) {
          System.out.println("Documents since " + drift.since() + " are unlike the older ones.");
        }
      }
      // @end
      assertTrue(printed.take().startsWith("Documents since 2026-03-01"));
    }
  }
}
