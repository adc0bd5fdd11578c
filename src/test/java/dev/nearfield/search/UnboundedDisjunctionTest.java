package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnboundedDisjunctionTest {
  private static final int WORDS = 5_000;
  private static final int DOCUMENTS = 300;

  private Directory directory;
  private DirectoryReader reader;
  private IndexSearcher searcher;

  @BeforeEach
  void index() throws IOException {
    directory = new ByteBuffersDirectory();
    Random random = new Random(5);
    try (IndexWriter writer =
        new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
      for (int i = 0; i < DOCUMENTS; i++) {
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < 30; w++) {
          text.append("w").append(random.nextInt(WORDS)).append(' ');
        }
        Document document = new Document();
        document.add(new TextField("text", text.toString(), Store.NO));
        writer.addDocument(document);
        if (i == DOCUMENTS / 2) {
          writer.commit();
        }
      }
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    directory.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 1_023, 1_024})
  void withinTheLimitItIsABooleanQuery(int count) throws IOException {
    var plain = new BooleanQuery.Builder();
    clauses(count).forEach(clause -> plain.add(clause, Occur.SHOULD));
    assertEquals(
        scores(plain.build(), DOCUMENTS),
        scores(new UnboundedDisjunction(clauses(count)), DOCUMENTS));
    assertEquals(
        scores(plain.build(), 7).keySet(),
        scores(new UnboundedDisjunction(clauses(count)), 7).keySet());
  }

  @ParameterizedTest
  @ValueSource(ints = {1_025, 2_048, 2_049, 5_000})
  void beyondTheLimitEveryClauseStillAddsItsScore(int count) throws IOException {
    Map<Integer, Double> sums = new HashMap<>();
    for (Query clause : clauses(count)) {
      scores(clause, DOCUMENTS)
          .forEach((doc, score) -> sums.merge(doc, (double) score, Double::sum));
    }
    Map<Integer, Float> found = scores(new UnboundedDisjunction(clauses(count)), DOCUMENTS);
    assertEquals(sums.keySet(), found.keySet());
    sums.forEach(
        (doc, sum) ->
            assertEquals(sum, found.getOrDefault(doc, Float.NaN), 1e-5 * sum, "doc " + doc));
  }

  @Test
  void equalClausesMakeEqualQueries() {
    assertEquals(new UnboundedDisjunction(clauses(3)), new UnboundedDisjunction(clauses(3)));
    assertEquals(
        new UnboundedDisjunction(clauses(3)).hashCode(),
        new UnboundedDisjunction(clauses(3)).hashCode());
    assertNotEquals(new UnboundedDisjunction(clauses(3)), new UnboundedDisjunction(clauses(4)));
  }

  private static List<Query> clauses(int count) {
    List<Query> clauses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      clauses.add(new TermQuery(new Term("text", "w" + i)));
    }
    return clauses;
  }

  private Map<Integer, Float> scores(Query query, int limit) throws IOException {
    Map<Integer, Float> scores = new HashMap<>();
    for (ScoreDoc found : searcher.search(query, limit).scoreDocs) {
      scores.put(found.doc, found.score);
    }
    return scores;
  }
}
