package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Hit;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hybrid search against its two sides, asked for one by one and fused in plain Java. */
final class HybridSearchTest {
  private static final int DOCUMENTS = 150;
  private static final String QUESTION = "w1 w2 w3 w5 w8 w13 w21";

  @TempDir private Path folder;
  private VectorStore store;

  @BeforeEach
  void fill() {
    store = VectorStore.open(folder, new HashingEmbedder(8));
    Random random = new Random(2);
    for (int i = 0; i < DOCUMENTS; i++) {
      List<String> words = new ArrayList<>();
      for (int w = 0; w < 12; w++) {
        words.add("w" + random.nextInt(60));
      }
      store.add(SourceDocument.of("d" + i, String.join(" ", words)));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  static List<Fusion> fusions() {
    return List.of(
        Fusion.rrf(60),
        new Fusion.Rrf(5, 0.3, 0.7),
        Fusion.minMax(0.5),
        Fusion.minMax(0.8),
        Fusion.rerank());
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void scoresAreFusedFromTheCandidatesOfBothSides(Fusion fusion) {
    for (int candidates : new int[] {5, 30, DOCUMENTS}) {
      List<Hit> keyword = side(SearchRequest.keyword(QUESTION), candidates);
      List<Hit> vector = side(SearchRequest.vector(QUESTION), candidates);
      Map<String, Double> expected = fused(fusion, keyword, vector);
      List<Hit> hits =
          store
              .search(SearchRequest.hybrid(QUESTION).fuse(fusion).candidates(candidates).limit(5))
              .list();
      assertEquals(5, hits.size());
      List<Double> best =
          expected.values().stream().sorted((x, y) -> Double.compare(y, x)).toList();
      for (int i = 0; i < hits.size(); i++) {
        assertEquals(best.get(i), hits.get(i).score(), 1e-6);
        assertEquals(
            expected.getOrDefault(hits.get(i).documentId(), Double.NaN), hits.get(i).score(), 1e-6);
      }
    }
  }

  @Test
  void documentsThatOnlyOneSideFindsAreThere() {
    List<Hit> hits = store.search(SearchRequest.hybrid(QUESTION).limit(DOCUMENTS)).list();
    Set<String> withoutWords = new HashSet<>(ids(side(SearchRequest.vector(QUESTION), DOCUMENTS)));
    withoutWords.removeAll(ids(side(SearchRequest.keyword(QUESTION), DOCUMENTS)));
    assertTrue(!withoutWords.isEmpty() && ids(hits).containsAll(withoutWords));
    assertEquals(DOCUMENTS, hits.size());
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::documentId).toList();
  }

  private List<Hit> side(SearchRequest request, int candidates) {
    return store.search(request.limit(candidates).candidates(candidates)).list();
  }

  private static Map<String, Double> fused(Fusion fusion, List<Hit> keyword, List<Hit> vector) {
    Map<String, Double> scores = new HashMap<>();
    switch (fusion) {
      case Fusion.Rrf(int k, double keywordWeight, double vectorWeight) -> {
        keyword.forEach(
            hit -> scores.merge(hit.documentId(), keywordWeight / (k + hit.rank()), Double::sum));
        vector.forEach(
            hit -> scores.merge(hit.documentId(), vectorWeight / (k + hit.rank()), Double::sum));
      }
      case Fusion.MinMax(double vectorWeight) -> {
        keyword.forEach(
            hit ->
                scores.merge(
                    hit.documentId(), (1 - vectorWeight) * share(hit, keyword), Double::sum));
        vector.forEach(
            hit -> scores.merge(hit.documentId(), vectorWeight * share(hit, vector), Double::sum));
      }
      case Fusion.Rerank rerank ->
          keyword.forEach(hit -> scores.put(hit.documentId(), 1 - hit.distance() / 2));
    }
    return scores;
  }

  private static double share(Hit hit, List<Hit> side) {
    double most = side.getFirst().score();
    double least = side.getLast().score();
    return (hit.score() - least) / (most - least);
  }
}
