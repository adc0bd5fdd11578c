package dev.nearfield.store;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The members of a collection's blocks that a repair removes. */
final class BrokenBlocks {
  private final CollectionView view;
  private final FixedBitSet doomed;
  private long documents;
  private long orphans;
  private String lastLost = "";

  private BrokenBlocks(CollectionView view) {
    this.view = view;
    this.doomed = new FixedBitSet(view.searcher().getIndexReader().maxDoc());
  }

  /** Finds them, and tells the ids of the documents that are lost with them. */
  static BrokenBlocks of(CollectionView view, Consumer<String> lost) throws IOException {
    BrokenBlocks blocks = new BrokenBlocks(view);
    for (LeafReaderContext leaf : view.searcher().getIndexReader().leaves()) {
      new BlockCheck(leaf, view, blocks.new Doom(leaf, lost)).run();
    }
    return blocks;
  }

  long documents() {
    return documents;
  }

  long orphans() {
    return orphans;
  }

  boolean isEmpty() {
    return documents + orphans == 0;
  }

  /** Deletes them from the index of the writer that this view is of. */
  void delete(IndexWriter writer) throws IOException {
    var members = new BitSetIterator(doomed, doomed.cardinality());
    var reader = view.searcher().getIndexReader();
    for (int doc = members.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = members.nextDoc()) {
      if (writer.tryDeleteDocument(reader, doc) < 0) {
        throw new IOException("entry " + doc + " could not be removed");
      }
    }
  }

  private final class Doom implements BlockCheck.Outcome {
    private final LeafReaderContext leaf;
    private final Consumer<String> lost;

    Doom(LeafReaderContext leaf, Consumer<String> lost) {
      this.leaf = leaf;
      this.lost = lost;
    }

    @Override
    public void whole(List<Integer> members, Block block) {}

    @Override
    public void broken(List<Integer> members, @Nullable String id, Finding finding) {
      documents++;
      members.forEach(member -> doomed.set(leaf.docBase + member));
      if (id != null) {
        tell(id);
      }
    }

    @Override
    public void stray(int member, @Nullable String id, Finding finding) throws IOException {
      orphans++;
      doomed.set(leaf.docBase + member);
      if (id != null && LiveDocuments.count(view, id) == 0) {
        tell(id);
      }
    }

    private void tell(String id) {
      if (!id.equals(lastLost)) {
        lastLost = id;
        lost.accept(id);
      }
    }
  }
}
