package dev.nearfield.search;

import dev.nearfield.store.Fields;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * The chunks with a vector that a condition leaves, segment by segment. Kept in Lucene's query
 * cache from the first use on, where the condition does not move with the time: a search needs
 * their number before it decides how to go about them.
 */
final class Matches {
  private final Weight weight;

  private Matches(Weight weight) {
    this.weight = weight;
  }

  /** Those of a target; null when nothing narrows it. */
  static @Nullable Matches of(Target target) throws IOException {
    Query narrow = target.narrow();
    if (narrow == null) {
      return null;
    }
    IndexSearcher searcher = new IndexSearcher(target.searcher().getIndexReader());
    Query matches =
        searcher.rewrite(
            new BooleanQuery.Builder()
                .add(narrow, Occur.FILTER)
                .add(new FieldExistsQuery(Fields.VECTOR), Occur.FILTER)
                .build());
    if (!target.view().expires()) {
      searcher.setQueryCachingPolicy(new Only(matches));
    }
    return new Matches(searcher.createWeight(matches, ScoreMode.COMPLETE_NO_SCORES, 1));
  }

  AcceptDocs in(LeafReaderContext leaf) {
    return AcceptDocs.fromIteratorSupplier(
        () -> {
          Scorer scorer = weight.scorer(leaf);
          return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
        },
        leaf.reader().getLiveDocs(),
        leaf.reader().maxDoc());
  }

  /** Caches one query at once and nothing else. */
  private record Only(Query cached) implements QueryCachingPolicy {
    @Override
    public void onUse(Query query) {}

    @Override
    public boolean shouldCache(Query query) {
      return query.equals(cached);
    }
  }
}
