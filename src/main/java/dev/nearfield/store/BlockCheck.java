package dev.nearfield.store;

import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.StorageException;
import dev.nearfield.store.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the members of each live block of one segment belong together: chunks of one
 * document, numbered from 0, and the document itself last.
 */
final class BlockCheck {
  private final LeafReader segment;
  private final String name;
  private final @Nullable Bits live;
  private final NumericDocValues parents;
  private final SortedDocValues ids;
  private final SortedNumericDocValues ordinals;
  private final IdTerms terms;
  private final VectorCheck vectors;
  private final BlockReader blocks;
  private final int docBase;
  private final Outcome outcome;

  /** Takes what is found. Members are numbered within the segment. */
  interface Outcome {
    /** A live document whose block is whole and can be read: its chunks, and itself last. */
    void whole(List<Integer> members, Block block) throws IOException;

    /** A document that cannot be kept: the live members of its block. */
    void broken(List<Integer> members, @Nullable String id, Finding finding) throws IOException;

    /** A member that belongs to no document of its block. */
    void stray(int member, @Nullable String id, Finding finding) throws IOException;
  }

  BlockCheck(LeafReaderContext leaf, CollectionView view, Outcome outcome) throws IOException {
    this.segment = leaf.reader();
    this.name = segmentName(leaf);
    this.live = segment.getLiveDocs();
    this.parents = DocValues.getNumeric(segment, Fields.PARENT);
    this.ids = DocValues.getSorted(segment, Fields.ID);
    this.ordinals = DocValues.getSortedNumeric(segment, Fields.ORDINAL);
    this.terms = new IdTerms(segment);
    this.vectors = new VectorCheck(segment, view.manifest());
    this.blocks = view.blocks();
    this.docBase = leaf.docBase;
    this.outcome = outcome;
  }

  static String segmentName(LeafReaderContext leaf) {
    return leaf.reader() instanceof SegmentReader segment ? segment.getSegmentName() : "?";
  }

  /** One member of a block. */
  private record Member(
      int doc, @Nullable String id, boolean hasTerm, int ordinal, @Nullable String vectorFault) {
    static final int NO_ORDINAL = -1;
  }

  void run() throws IOException {
    List<Member> block = new ArrayList<>();
    int parent = parents.nextDoc();
    for (int doc = 0; doc < segment.maxDoc(); doc++) {
      boolean isLive = live == null || live.get(doc);
      if (doc < parent) {
        if (isLive) {
          block.add(member(doc, false));
        }
        continue;
      }
      if (isLive) {
        check(block, member(doc, true));
      } else {
        strays(block, "its document was deleted, and it was not");
      }
      block.clear();
      parent = parents.nextDoc();
    }
    strays(block, "no document follows it in the segment");
  }

  private Member member(int doc, boolean isDocument) throws IOException {
    String id = ids.advanceExact(doc) ? ids.lookupOrd(ids.ordValue()).utf8ToString() : null;
    int ordinal =
        ordinals.advanceExact(doc) ? Math.toIntExact(ordinals.nextValue()) : Member.NO_ORDINAL;
    String fault = isDocument ? vectors.faultOfDocument(doc) : vectors.faultOfChunk(doc);
    return new Member(doc, id, id != null && terms.isUnder(id, doc), ordinal, fault);
  }

  private void strays(List<Member> members, String why) throws IOException {
    for (Member member : members) {
      String what = member.ordinal < 0 ? "an entry" : "chunk " + member.ordinal;
      outcome.stray(
          member.doc,
          member.id,
          Finding.ofDocument(
              Kind.BLOCK, name, member.id, Fields.ID, what + " is an orphan: " + why + "."));
    }
  }

  private void check(List<Member> chunks, Member document) throws IOException {
    if (document.id == null) {
      checkWithoutId(chunks, document);
      return;
    }
    List<Member> others = chunks.stream().filter(chunk -> !document.id.equals(chunk.id)).toList();
    strays(others, "it stands in the block of document '" + document.id + "'");
    List<Member> own = chunks.stream().filter(chunk -> document.id.equals(chunk.id)).toList();
    List<Integer> members = new ArrayList<>(own.stream().map(Member::doc).toList());
    members.add(document.doc);
    Finding fault = fault(own, document, document.id);
    if (fault == null && !others.isEmpty()) {
      return; // readable when the others are gone
    }
    if (fault == null) {
      try {
        Block block = blocks.block(docBase + document.doc);
        requireId(block, document.id);
        outcome.whole(members, block);
        return;
      } catch (NearfieldException e) {
        fault = finding(document.id, null, "cannot be read: " + e.getMessage());
      }
    }
    outcome.broken(members, document.id, fault);
  }

  private static void requireId(Block block, String id) {
    if (!block.document().id().equals(id)) {
      throw new StorageException("its stored id is '" + block.document().id() + "'.");
    }
  }

  /** A record of a file and an attachment have no id, and no chunk either. */
  private void checkWithoutId(List<Member> chunks, Member document) throws IOException {
    strays(chunks, "it stands before an entry that has no id");
    Document stored = segment.storedFields().document(document.doc);
    boolean known = hasOnly(stored, Fields.FILE) || hasOnly(stored, Fields.ATTACHMENT);
    if (!known) {
      Finding finding =
          Finding.ofDocument(
              Kind.BLOCK, name, null, Fields.ID, "document " + document.doc + " has no id.");
      outcome.broken(List.of(document.doc), null, finding);
    }
  }

  private static boolean hasOnly(Document stored, String prefix) {
    return !stored.getFields().isEmpty()
        && stored.getFields().stream().allMatch(field -> field.name().startsWith(prefix));
  }

  private @Nullable Finding fault(List<Member> chunks, Member document, String id) {
    for (int i = 0; i < chunks.size(); i++) {
      Member chunk = chunks.get(i);
      if (chunk.ordinal != i) {
        String number = chunk.ordinal < 0 ? "no number" : "the number " + chunk.ordinal;
        return finding(id, Fields.ORDINAL, "chunk " + i + " has " + number + ".");
      }
      if (!chunk.hasTerm) {
        return finding(id, Fields.ID, "chunk " + i + " is not indexed under the document's id.");
      }
      if (chunk.vectorFault != null) {
        return finding(id, Fields.VECTOR, "the vector of chunk " + i + " " + chunk.vectorFault);
      }
    }
    if (!document.hasTerm) {
      return finding(id, Fields.ID, "the document is not indexed under its id.");
    }
    if (document.ordinal >= 0) {
      return finding(id, Fields.ORDINAL, "the document itself is numbered as a chunk.");
    }
    return document.vectorFault == null
        ? null
        : finding(id, Fields.VECTOR, "the document itself " + document.vectorFault);
  }

  private Finding finding(String id, @Nullable String field, String fault) {
    return Finding.ofDocument(Kind.BLOCK, name, id, field, fault);
  }

  /** The number of documents in a segment, deleted ones not counted. */
  static int documents(LeafReaderContext leaf) throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    NumericDocValues parents = DocValues.getNumeric(leaf.reader(), Fields.PARENT);
    SortedDocValues ids = DocValues.getSorted(leaf.reader(), Fields.ID);
    int count = 0;
    for (int doc = parents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = parents.nextDoc()) {
      if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
        count++;
      }
    }
    return count;
  }
}
