package dev.nearfield.store;

import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Key;
import dev.nearfield.model.MetadataValue;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Counts, lists and groups the documents of a view. Safe for concurrent use.
 *
 * {@snippet class="dev.nearfield.examples.CollectionExamplesTest" region="documents"}
 */
public final class DocumentQueries {
  private static final Sort BY_ID = new Sort(new SortField(Fields.ID, SortField.Type.STRING));

  /** Lucene's mark of a block's end would find the records of files too. */
  private static final Query DOCUMENTS = new FieldExistsQuery(Fields.WORDS);

  private final CollectionView view;
  private final IndexSearcher searcher;

  DocumentQueries(CollectionView view) {
    this.view = view;
    this.searcher = view.searcher();
  }

  /** How many documents satisfy the filter; null asks for all. */
  public int count(@Nullable Filter filter) {
    try {
      return searcher.count(documents(filter));
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("The documents cannot be counted", searcher.getIndexReader(), e);
    }
  }

  /** How many documents of the view have expired by a time. */
  public int expired(Instant now) {
    Query expired =
        LongField.newRangeQuery(Fields.EXPIRES, Long.MIN_VALUE, MetadataFields.micros(now));
    try {
      return searcher.count(
          new BooleanQuery.Builder()
              .add(DOCUMENTS, Occur.FILTER)
              .add(expired, Occur.FILTER)
              .build());
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("The expired documents cannot be counted", searcher.getIndexReader(), e);
    }
  }

  /**
   * Lucene's numbers of the documents that satisfy the filter, in the order of their ids, beginning
   * behind an id.
   */
  public List<Integer> page(@Nullable Filter filter, @Nullable String afterId, int limit) {
    int last = searcher.getIndexReader().maxDoc() - 1;
    if (last < 0) {
      return List.of();
    }
    FieldDoc after =
        afterId == null
            ? null
            : new FieldDoc(last, Float.NaN, new Object[] {new BytesRef(afterId)});
    try {
      TopDocs page = searcher.searchAfter(after, documents(filter), limit, BY_ID);
      List<Integer> docs = new ArrayList<>(page.scoreDocs.length);
      for (ScoreDoc doc : page.scoreDocs) {
        docs.add(doc.doc);
      }
      return docs;
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("The documents cannot be listed", searcher.getIndexReader(), e);
    }
  }

  /** The values of a key and how many documents have each. */
  public Map<MetadataValue, Integer> values(Key key, @Nullable Filter filter) {
    Map<MetadataValue, Integer> counts = new HashMap<>();
    try {
      Weight weight = weight(documents(filter));
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        Scorer scorer = weight.scorer(leaf);
        if (scorer != null) {
          KeyValues values = new KeyValues(leaf.reader(), key);
          DocIdSetIterator docs = scorer.iterator();
          for (int doc = docs.nextDoc();
              doc != DocIdSetIterator.NO_MORE_DOCS;
              doc = docs.nextDoc()) {
            if (isLive(leaf, doc)) {
              values.of(doc).forEach(value -> counts.merge(value, 1, Integer::sum));
            }
          }
        }
      }
      return counts;
    } catch (IOException | RuntimeException e) {
      throw Damage.reading(
          "The values of " + key + " cannot be read", searcher.getIndexReader(), e);
    }
  }

  /** Walks over the documents that satisfy the filter, until the visitor answers false. */
  public void visit(@Nullable Filter filter, IntPredicate visitor) {
    try {
      Weight weight = weight(documents(filter));
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        Scorer scorer = weight.scorer(leaf);
        if (scorer == null) {
          continue;
        }
        DocIdSetIterator docs = scorer.iterator();
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
          if (isLive(leaf, doc) && !visitor.test(leaf.docBase + doc)) {
            return;
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("The documents cannot be read", searcher.getIndexReader(), e);
    }
  }

  private Weight weight(Query query) throws IOException {
    return searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
  }

  private static boolean isLive(LeafReaderContext leaf, int doc) {
    var live = leaf.reader().getLiveDocs();
    return live == null || live.get(doc);
  }

  private Query documents(@Nullable Filter filter) {
    var query = new BooleanQuery.Builder().add(DOCUMENTS, Occur.FILTER);
    Query narrow = view.narrow(filter);
    if (narrow != null) {
      query.add(narrow, Occur.FILTER);
    }
    return query.build();
  }
}
