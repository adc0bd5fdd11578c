package dev.nearfield.store;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;

/** Counts the documents of an id, of which a sound collection has one at the most. */
final class LiveDocuments {
  private LiveDocuments() {}

  static int count(CollectionView view, String id) throws IOException {
    int documents = 0;
    for (LeafReaderContext leaf : view.searcher().getIndexReader().leaves()) {
      PostingsEnum members = leaf.reader().postings(new Term(Fields.ID, id), PostingsEnum.NONE);
      BitSet parents = members == null ? null : view.parents().getBitSet(leaf);
      if (members == null || parents == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int member = members.nextDoc();
          member != DocIdSetIterator.NO_MORE_DOCS;
          member = members.nextDoc()) {
        if (parents.get(member) && (live == null || live.get(member))) {
          documents++;
        }
      }
    }
    return documents;
  }
}
