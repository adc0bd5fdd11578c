package dev.nearfield.store;

import java.io.IOException;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;

/**
 * Terms that have a part somewhere, byte for byte. It reads every term of the field; unlike a
 * wildcard query it takes parts of any length.
 */
final class SubstringQuery extends MultiTermQuery {
  private final BytesRef part;

  SubstringQuery(String field, String part) {
    super(field, CONSTANT_SCORE_BLENDED_REWRITE);
    this.part = new BytesRef(part);
  }

  @Override
  protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
    return new FilteredTermsEnum(terms.iterator(), false) {
      @Override
      protected AcceptStatus accept(BytesRef term) {
        return holds(term, part) ? AcceptStatus.YES : AcceptStatus.NO;
      }
    };
  }

  private static boolean holds(BytesRef term, BytesRef part) {
    for (int at = 0; at + part.length <= term.length; at++) {
      int i = 0;
      while (i < part.length && term.bytes[term.offset + at + i] == part.bytes[part.offset + i]) {
        i++;
      }
      if (i == part.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String ignored) {
    return getField() + " contains " + part.utf8ToString();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && part.equals(((SubstringQuery) other).part);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + part.hashCode();
  }
}
