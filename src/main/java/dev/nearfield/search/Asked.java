package dev.nearfield.search;

import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;

/**
 * A question by which recall is measured. A stored vector is found by its own links, a question is
 * not: so a sampled one is moved aside until it is as hard to answer as questions are.
 *
 * @param vector its embedding
 * @param ownFirst Lucene's number of the first chunk of the document that it was made of and that
 *     is no answer
 * @param ownEnd the number behind that document's last chunk; equal when it was made of none
 */
record Asked(Embedding vector, int ownFirst, int ownEnd) {
  /** The length of what is added to a vector of length 1. */
  private static final double ASIDE = 1.5;

  static Asked given(Embedding vector) {
    return new Asked(vector, 0, 0);
  }

  boolean isOwn(int doc) {
    return doc >= ownFirst && doc < ownEnd;
  }

  int ownChunks() {
    return ownEnd - ownFirst;
  }

  /** Chunks of a view drawn by lot, each with the same chance, in an order by lot. */
  static List<Asked> sampled(CollectionView view, int most, Random lot) throws IOException {
    List<LeafReaderContext> leaves = view.searcher().getIndexReader().leaves();
    List<Integer> drawn = new ArrayList<>();
    long offered = 0;
    for (LeafReaderContext leaf : leaves) {
      var vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
      Bits live = leaf.reader().getLiveDocs();
      if (vectors == null) {
        continue;
      }
      var each = vectors.iterator();
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (live == null || live.get(doc)) {
          long place = ++offered <= most ? offered - 1 : lot.nextLong(offered);
          if (place < drawn.size()) {
            drawn.set((int) place, leaf.docBase + doc);
          } else if (place < most) {
            drawn.add(leaf.docBase + doc);
          }
        }
      }
    }
    Collections.shuffle(drawn, lot);
    List<Asked> asked = new ArrayList<>();
    for (int doc : drawn) {
      asked.add(of(view, leaves.get(ReaderUtil.subIndex(doc, leaves)), doc, lot));
    }
    return asked;
  }

  private static Asked of(CollectionView view, LeafReaderContext leaf, int doc, Random lot)
      throws IOException {
    BitSet documents = view.parents().getBitSet(leaf);
    if (documents == null) {
      throw new InvalidInputException("A segment holds chunks and no document. Verify it.");
    }
    int local = doc - leaf.docBase;
    int before = local == 0 ? -1 : documents.prevSetBit(local - 1);
    return new Asked(
        aside(view.blocks().embedding(doc), lot),
        leaf.docBase + before + 1,
        leaf.docBase + documents.nextSetBit(local));
  }

  private static Embedding aside(Embedding stored, Random lot) {
    float[] components = stored.normalized().toArray();
    double each = ASIDE / Math.sqrt(components.length);
    for (int i = 0; i < components.length; i++) {
      components[i] += (float) (each * lot.nextGaussian());
    }
    return Embedding.of(components).normalized();
  }
}
