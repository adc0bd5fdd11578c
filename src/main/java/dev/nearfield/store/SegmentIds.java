package dev.nearfield.store;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Tells which documents a segment holds that cannot be opened as a whole. An id stands in three
 * places, as a term, stored, and in a column; the first of them that is undamaged is read.
 */
final class SegmentIds {
  private final CommitFiles files;
  private final SegmentCommitInfo segment;

  private final Consumer<String> ids;

  private SegmentIds(CommitFiles files, SegmentCommitInfo segment, Consumer<String> ids) {
    this.files = files;
    this.segment = segment;
    this.ids = ids;
  }

  /** Tells the ids of the live documents; false when none of the three places can be read. */
  static boolean read(CommitFiles files, SegmentCommitInfo segment, Consumer<String> ids) {
    try {
      return new SegmentIds(files, segment, id -> tell(id, ids)).read();
    } catch (Refusal e) {
      throw e.refused;
    }
  }

  /** Keeps what the taker of ids throws apart from what damaged files throw. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException refused;

    Refusal(RuntimeException refused) {
      super(refused);
      this.refused = refused;
    }
  }

  private static void tell(String id, Consumer<String> ids) {
    try {
      ids.accept(id);
    } catch (RuntimeException e) {
      throw new Refusal(e);
    }
  }

  /** One place where ids are. */
  @FunctionalInterface
  private interface Place {
    void read(SegmentReadState state) throws IOException;
  }

  private boolean read() {
    for (Place place : List.<Place>of(this::terms, this::stored, this::column)) {
      try (Opened opened = Opened.of(files, segment.info)) {
        place.read(opened.state);
        return true;
      } catch (Refusal e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        continue; // the next place may be undamaged
      }
    }
    return false;
  }

  /** The parts of a segment, each opened by itself. */
  private record Opened(Directory directory, boolean compound, SegmentReadState state)
      implements AutoCloseable {

    static Opened of(CommitFiles files, SegmentInfo info) throws IOException {
      Codec codec = info.getCodec();
      boolean compound = info.getUseCompoundFile();
      Directory directory =
          compound ? codec.compoundFormat().getCompoundReader(files, info) : files;
      FieldInfos fields = codec.fieldInfosFormat().read(directory, info, "", IOContext.DEFAULT);
      return new Opened(
          directory, compound, new SegmentReadState(directory, info, fields, IOContext.DEFAULT));
    }

    @Override
    public void close() throws IOException {
      if (compound) {
        directory.close();
      }
    }
  }

  private void terms(SegmentReadState state) throws IOException {
    try (FieldsProducer fields =
        state.segmentInfo.getCodec().postingsFormat().fieldsProducer(state)) {
      fields.checkIntegrity();
      Terms terms = fields.terms(Fields.ID);
      if (terms == null) {}
      Bits live = liveMembers(() -> lastMember(terms) + 1);
      TermsEnum each = terms.iterator();
      for (BytesRef id = each.next(); id != null; id = each.next()) {
        PostingsEnum members = each.postings(null, PostingsEnum.NONE);
        while (members.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          if (live == null || live.get(members.docID())) {
            ids.accept(id.utf8ToString());
            break;
          }
        }
      }
    }
  }

  private static int lastMember(Terms ids) throws IOException {
    int last = -1;
    TermsEnum each = ids.iterator();
    while (each.next() != null) {
      PostingsEnum members = each.postings(null, PostingsEnum.NONE);
      while (members.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        last = Math.max(last, members.docID());
      }
    }
    return last;
  }

  private void stored(SegmentReadState state) throws IOException {
    requireMembers();
    SegmentInfo info = state.segmentInfo;
    try (StoredFieldsReader fields =
        info.getCodec()
            .storedFieldsFormat()
            .fieldsReader(state.directory, info, state.fieldInfos, IOContext.DEFAULT)) {
      fields.checkIntegrity();
      Bits live = liveMembers(info::maxDoc);
      for (int member = 0; member < info.maxDoc(); member++) {
        if (live == null || live.get(member)) {
          DocumentStoredFieldVisitor visitor = new DocumentStoredFieldVisitor(Fields.ID);
          fields.document(member, visitor);
          String id = visitor.getDocument().get(Fields.ID);
          if (id != null) {
            ids.accept(id);
          }
        }
      }
    }
  }

  private void column(SegmentReadState state) throws IOException {
    requireMembers();
    try (DocValuesProducer columns =
        state.segmentInfo.getCodec().docValuesFormat().fieldsProducer(state)) {
      columns.checkIntegrity();
      FieldInfo field = state.fieldInfos.fieldInfo(Fields.ID);
      if (field == null) {}
      Bits live = liveMembers(state.segmentInfo::maxDoc);
      SortedDocValues column = columns.getSorted(field);
      int last = -1;
      while (column.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if ((live == null || live.get(column.docID())) && column.ordValue() != last) {
          last = column.ordValue();
          ids.accept(column.lookupOrd(last).utf8ToString());
        }
      }
    }
  }

  private void requireMembers() throws IOException {
    if (files.isInfoLost(segment.info.name)) {
      throw new IOException("How many members the segment has is lost.");
    }
  }

  @FunctionalInterface
  private interface Members {
    int count() throws IOException;
  }

  /** Null when all are live, or when it is lost which are; deleted documents are then named too. */
  private @Nullable Bits liveMembers(Members members) throws IOException {
    if (!segment.hasDeletions()) {
      return null;
    }
    try {
      SegmentCommitInfo counted =
          files.isInfoLost(segment.info.name) ? withMembers(members.count()) : segment;
      return segment
          .info
          .getCodec()
          .liveDocsFormat()
          .readLiveDocs(files, counted, IOContext.READONCE);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private SegmentCommitInfo withMembers(int members) {
    return new SegmentCommitInfo(
        LostSegmentInfo.withMembers(segment.info, members),
        segment.getDelCount(),
        segment.getSoftDelCount(),
        segment.getDelGen(),
        segment.getFieldInfosGen(),
        segment.getDocValuesGen(),
        segment.getId());
  }
}
