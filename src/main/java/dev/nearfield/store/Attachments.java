package dev.nearfield.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;

/**
 * Named values that belong to a collection as a whole, such as a golden set of questions. Each is
 * an entry of the index beside the blocks, without an id, so that no search, filter or count sees
 * it, and every commit, backup and restore takes it along. Safe for concurrent use.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="attachments"}
 */
public final class Attachments {
  /** The most bytes that one may have. */
  public static final int MOST_BYTES = 64 << 20;

  private static final int LONGEST_NAME = 256;

  private final IndexSearcher searcher;

  Attachments(CollectionView view) {
    this.searcher = view.searcher();
  }

  /** The content of an attachment; empty when there is none of that name. */
  public Optional<byte[]> find(String name) {
    try {
      TopDocs found = searcher.search(new TermQuery(term(name)), 1);
      if (found.scoreDocs.length == 0) {
        return Optional.empty();
      }
      Document stored = searcher.storedFields().document(found.scoreDocs[0].doc);
      BytesRef content = stored.getBinaryValue(Fields.ATTACHMENT_CONTENT);
      return Optional.of(
          Arrays.copyOfRange(content.bytes, content.offset, content.offset + content.length));
    } catch (IOException | RuntimeException e) {
      throw Damage.reading(
          "The attachment '" + name + "' cannot be read", searcher.getIndexReader(), e);
    }
  }

  /** The names of all attachments, in alphabetical order. */
  public List<String> names() {
    try {
      List<String> names = new ArrayList<>();
      Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), Fields.ATTACHMENT);
      if (terms == null) {
        return names;
      }
      var each = terms.iterator();
      for (BytesRef name = each.next(); name != null; name = each.next()) {
        String known = name.utf8ToString();
        if (searcher.count(new TermQuery(term(known))) > 0) {
          names.add(known);
        }
      }
      return names;
    } catch (IOException | RuntimeException e) {
      throw Damage.reading("The attachments cannot be listed", searcher.getIndexReader(), e);
    }
  }

  static Term term(String name) {
    return new Term(Fields.ATTACHMENT, name);
  }

  static Document document(String name, byte[] content) {
    requireName(name);
    if (content.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "The attachment '"
              + name
              + "' has "
              + content.length
              + " bytes, and at most "
              + MOST_BYTES
              + " can be kept. Keep it in a file beside the collection.");
    }
    Document document = new Document();
    document.add(new StringField(Fields.ATTACHMENT, name, Store.YES));
    document.add(new StoredField(Fields.ATTACHMENT_CONTENT, content));
    return document;
  }

  private static void requireName(String name) {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The name of an attachment must have 1 to "
              + LONGEST_NAME
              + " characters and no control characters, got '"
              + name
              + "'.");
    }
  }
}
