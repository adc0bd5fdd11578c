package dev.nearfield.search;

import dev.nearfield.search.Ranking.Scored;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Ranks chunks by BM25: the question's words as the collection's analyzer sees them, any of them.
 */
final class KeywordSide {
  private KeywordSide() {}

  static Ranking rank(
      CollectionView view, String text, Bm25 bm25, int limit, @Nullable Query narrow)
      throws IOException {
    Query words = anyWord(words(view.analyzer(), text));
    Query query =
        narrow == null
            ? words
            : new BooleanQuery.Builder().add(words, Occur.MUST).add(narrow, Occur.FILTER).build();
    IndexSearcher searcher = new IndexSearcher(view.searcher().getIndexReader());
    searcher.setSimilarity(new BM25Similarity((float) bm25.k1(), (float) bm25.b()));
    List<Scored> chunks = new ArrayList<>();
    for (ScoreDoc found : searcher.search(query, limit).scoreDocs) {
      chunks.add(new Scored(found.doc, found.score));
    }
    return Ranking.of(chunks);
  }

  /** The distinct words and how often each stands in the text. */
  private static Map<BytesRef, Integer> words(Analyzer analyzer, String text) throws IOException {
    Map<BytesRef, Integer> counts = new LinkedHashMap<>();
    try (TokenStream tokens = analyzer.tokenStream(Fields.TEXT, text)) {
      TermToBytesRefAttribute term = tokens.addAttribute(TermToBytesRefAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        counts.merge(BytesRef.deepCopyOf(term.getBytesRef()), 1, Integer::sum);
      }
      tokens.end();
    }
    return counts;
  }

  private static Query anyWord(Map<BytesRef, Integer> words) {
    if (words.isEmpty()) {
      return new MatchNoDocsQuery("the question has no word that the analyzer keeps");
    }
    List<Query> clauses = new ArrayList<>(words.size());
    words.forEach(
        (word, count) -> {
          Query clause = new TermQuery(new Term(Fields.TEXT, word));
          clauses.add(count == 1 ? clause : new BoostQuery(clause, count));
        });
    if (clauses.size() >= IndexSearcher.getMaxClauseCount()) {
      return new UnboundedDisjunction(clauses);
    }
    var any = new BooleanQuery.Builder();
    clauses.forEach(clause -> any.add(clause, Occur.SHOULD));
    return any.build();
  }
}
