package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Embedders;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures on public test collections against published ones; sources are on the evaluation page.
 */
final class PublishedFiguresTest {
  private static final Measure NDCG = Measure.parse("nDCG@10");
  private static final Measure RECALL = Measure.parse("R@100");
  private static final int DEPTH = 1_000;

  @TempDir private Path folder;

  @Test
  void keywordFiguresOfSciFact() {
    keyword("scifact", 0.679, 0.683);
  }

  @Test
  void keywordFiguresOfNfCorpus() {
    keyword("nfcorpus", 0.322, 0.318);
  }

  /** Of BM25 as Anserini sets it, and as Lucene does. */
  private void keyword(String name, double anserini, double lucene) {
    BeirDataset dataset = BeirHome.open(name);
    try (BeirIndex index = BeirIndex.open(dataset, folder, new HashingEmbedder(2))) {
      index.update(report -> {});
      List<SystemResult> results =
          evaluate(
              dataset,
              index,
              List.of(system("anserini", Bm25.ANSERINI), system("lucene", Bm25.LUCENE)));
      assertEquals(anserini, results.get(0).scores().mean(NDCG), 0.005);
      assertEquals(lucene, results.get(1).scores().mean(NDCG), 0.005);
    }
  }

  private static SearchSystem system(String name, Bm25 bm25) {
    return new SearchSystem(
        name, question -> SearchRequest.keyword(question).bm25(bm25).limit(DEPTH));
  }

  private static List<SystemResult> evaluate(
      BeirDataset dataset, BeirIndex index, List<SearchSystem> systems) {
    Evaluation evaluation =
        new Evaluation(
            dataset.queries("test"), dataset.qrels("test"), List.of(NDCG, RECALL), false);
    return index.evaluate("test", evaluation, systems).results();
  }

  @Test
  @Tag("long")
  void vectorAndHybridFiguresOfSciFact() {
    List<SystemResult> results = vectorAndHybrid("scifact");
    assertEquals(0.654, results.get(0).scores().mean(NDCG), 0.009);
    assertTrue(results.get(1).scores().mean(NDCG) >= 0.72, results.get(1).scores().toString());
    assertTrue(results.get(1).scores().mean(RECALL) >= 0.95, results.get(1).scores().toString());
  }

  @Test
  @Tag("long")
  void vectorAndHybridFiguresOfNfCorpus() {
    List<SystemResult> results = vectorAndHybrid("nfcorpus");
    assertEquals(0.313, results.get(0).scores().mean(NDCG), 0.010);
    assertTrue(results.get(1).scores().mean(NDCG) >= 0.35, results.get(1).scores().toString());
  }

  private List<SystemResult> vectorAndHybrid(String name) {
    BeirDataset dataset = BeirHome.open(name);
    try (BeirIndex index =
        BeirIndex.open(dataset, folder, Embedders.load(Embedders.DEFAULT_MODEL))) {
      index.update(report -> {});
      return evaluate(
          dataset,
          index,
          List.of(
              new SearchSystem("vector", question -> SearchRequest.vector(question).limit(DEPTH)),
              new SearchSystem("hybrid", question -> SearchRequest.hybrid(question).limit(DEPTH))));
    }
  }
}
