package dev.nearfield.search;

import dev.nearfield.search.Ranking.Scored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/** Ranks chunks by BM25. */
final class KeywordSide {
  private KeywordSide() {}

  static Ranking rank(Target target, Query words, int limit) throws IOException {
    Query query =
        target.narrow() == null
            ? words
            : new BooleanQuery.Builder()
                .add(words, Occur.MUST)
                .add(target.narrow(), Occur.FILTER)
                .build();
    List<Scored> chunks = new ArrayList<>();
    for (ScoreDoc found : target.searcher().search(query, limit).scoreDocs) {
      chunks.add(new Scored(found.doc, found.score));
    }
    return Ranking.of(chunks);
  }
}
