package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Hit;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keyword side against BM25 as its formula says it, computed over all documents. */
final class Bm25Test {
  /** Lucene keeps the lengths of shorter texts exactly. */
  private static final int LONGEST = 24;

  private static final int WORDS = 40;
  private static final int DOCUMENTS = 120;

  private final HashingEmbedder embedder = new HashingEmbedder(4);
  private final Map<String, List<String>> corpus = new LinkedHashMap<>();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1.2, 0.75", "0.9, 0.4", "2, 1", "1.2, 0", "0, 0.5"})
  void scoresAreThoseOfTheFormula(double k1, double b) {
    Random random = new Random(11);
    try (VectorStore store = open()) {
      for (int i = 0; i < DOCUMENTS; i++) {
        List<String> words = words(random, 2 + random.nextInt(LONGEST - 2));
        corpus.put("d" + i, words);
        store.add(document("d" + i, words, random.nextInt(3)));
      }
      for (int q = 0; q < 30; q++) {
        List<String> question = words(random, 1 + random.nextInt(6));
        SearchRequest request =
            SearchRequest.keyword(String.join(" ", question))
                .bm25(new Bm25(k1, b))
                .limit(DOCUMENTS)
                .withoutDistances();
        assertScores(question, k1, b, store.search(request).list());
      }
    }
  }

  private void assertScores(List<String> question, double k1, double b, List<Hit> hits) {
    Map<String, Double> expected = new LinkedHashMap<>();
    corpus.forEach(
        (id, words) -> {
          if (!Collections.disjoint(words, question)) {
            expected.put(id, score(question, words, k1, b));
          }
        });
    assertEquals(expected.size(), hits.size());
    double last = Double.MAX_VALUE;
    for (Hit hit : hits) {
      double score = expected.getOrDefault(hit.documentId(), Double.NaN);
      assertEquals(score, hit.score(), 1e-5 * score, question + " " + hit.documentId());
      assertTrue(hit.score() <= last);
      last = hit.score();
    }
  }

  /** A word that the question repeats counts as often as it stands there. */
  private double score(List<String> question, List<String> words, double k1, double b) {
    double averageLength = corpus.values().stream().mapToInt(List::size).average().orElseThrow();
    double sum = 0;
    for (String word : question) {
      double frequency = Collections.frequency(words, word);
      long holders = corpus.values().stream().filter(text -> text.contains(word)).count();
      double idf = Math.log(1 + (corpus.size() - holders + 0.5) / (holders + 0.5));
      if (frequency > 0) {
        double length = 1 - b + b * words.size() / averageLength;
        sum += idf * frequency / (frequency + k1 * length);
      }
    }
    return sum;
  }

  @Test
  void aQuestionOfTenThousandWordsIsAnsweredAndNoLimitIsMoved() {
    int limit = IndexSearcher.getMaxClauseCount();
    try (VectorStore store = open()) {
      for (int i = 0; i < 50; i++) {
        store.add(SourceDocument.of("d" + i, "word" + 137 * i + " word" + (137 * i + 1)));
      }
      store.add(SourceDocument.of("none", "something else"));
      String question =
          String.join(
              " ", Stream.iterate(0, i -> i + 1).limit(10_000).map(i -> "word" + i).toList());
      List<Hit> hits =
          store
              .search(
                  SearchRequest.keyword(question).bm25(Bm25.LUCENE).limit(100).withoutDistances())
              .list();
      assertEquals(50, hits.size());
      double idf = Math.log(1 + (51 - 1 + 0.5) / 1.5);
      double frequency = 1 / (1 + 1.2);
      hits.forEach(hit -> assertEquals(2 * idf * frequency, hit.score(), 1e-5));
    }
    assertEquals(limit, IndexSearcher.getMaxClauseCount());
    assertEquals(1_024, limit);
  }

  private VectorStore open() {
    return VectorStore.open(folder, embedder, StoreOptions.defaults().analyzer("standard"));
  }

  private static List<String> words(Random random, int count) {
    String[] words = new String[count];
    for (int i = 0; i < count; i++) {
      double gaussian = Math.abs(random.nextGaussian());
      words[i] = "w" + (int) Math.min(WORDS - 1, gaussian * WORDS / 3);
    }
    return Arrays.asList(words);
  }

  /** The first words may stand in the title, which is searched together with the text. */
  private static SourceDocument document(String id, List<String> words, int inTitle) {
    int cut = Math.min(inTitle, words.size() - 1);
    SourceDocument document =
        SourceDocument.of(id, String.join(" ", words.subList(cut, words.size())));
    return cut == 0 ? document : document.withTitle(String.join(" ", words.subList(0, cut)));
  }
}
