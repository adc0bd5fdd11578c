package dev.nearfield.store;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Tells which members of a segment are found by an id; for one pass over them. */
final class IdTerms {
  private final @Nullable TermsEnum terms;
  private @Nullable PostingsEnum postings;
  private @Nullable String id;

  IdTerms(LeafReader segment) throws IOException {
    Terms ids = segment.terms(Fields.ID);
    this.terms = ids == null ? null : ids.iterator();
  }

  /** Whether the member is among those of the id; members must be asked for in rising order. */
  boolean isUnder(String wanted, int member) throws IOException {
    if (terms == null) {
      return false;
    }
    if (!wanted.equals(id)) {
      id = wanted;
      postings =
          terms.seekExact(new BytesRef(wanted))
              ? terms.postings(postings, PostingsEnum.NONE)
              : null;
    }
    if (postings == null) {
      return false;
    }
    return postings.docID() == member
        || (postings.docID() < member && postings.advance(member) == member);
  }
}
