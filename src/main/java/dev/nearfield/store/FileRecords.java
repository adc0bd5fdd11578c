package dev.nearfield.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.Bits;

/**
 * The files whose documents a view holds. Each is an entry of the index beside the blocks, without
 * an id, so that no search, filter or count sees it. Safe for concurrent use.
 *
 * {@snippet class="dev.nearfield.examples.FolderExamplesTest" region="files"}
 */
public final class FileRecords {
  private final IndexSearcher searcher;

  FileRecords(CollectionView view) {
    this.searcher = view.searcher();
  }

  /** The record of a file; empty when its documents are not in the collection. */
  public Optional<FileRecord> find(String name) {
    try {
      TopDocs found = searcher.search(new TermQuery(term(name)), 1);
      return found.scoreDocs.length == 0
          ? Optional.empty()
          : Optional.of(record(searcher.storedFields().document(found.scoreDocs[0].doc)));
    } catch (IOException | RuntimeException e) {
      throw damaged("The record of file '" + name + "' cannot be read", e);
    }
  }

  /** Shows every record, in no particular order. */
  public void forEach(Consumer<FileRecord> visitor) {
    try {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        var names = leaf.reader().terms(Fields.FILE);
        if (names == null) {
          continue;
        }
        Bits live = leaf.reader().getLiveDocs();
        var stored = leaf.reader().storedFields();
        var each = names.iterator();
        while (each.next() != null) {
          var entries = each.postings(null);
          for (int doc = entries.nextDoc();
              doc != DocIdSetIterator.NO_MORE_DOCS;
              doc = entries.nextDoc()) {
            if (live == null || live.get(doc)) {
              visitor.accept(record(stored.document(doc)));
            }
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      throw damaged("The records of files cannot be read", e);
    }
  }

  /** How many documents of a source there are, expired ones included. */
  public int documentsOf(String source) {
    try {
      return searcher.count(
          new BooleanQuery.Builder()
              .add(new TermQuery(new Term(Fields.SOURCE, source)), Occur.FILTER)
              .add(new FieldExistsQuery(Fields.WORDS), Occur.FILTER)
              .build());
    } catch (IOException | RuntimeException e) {
      throw damaged("The documents of '" + source + "' cannot be counted", e);
    }
  }

  private RuntimeException damaged(String what, Exception failure) {
    return Damage.reading(what, searcher.getIndexReader(), failure);
  }

  static Term term(String name) {
    return new Term(Fields.FILE, name);
  }

  static Document document(FileRecord file) {
    Document document = new Document();
    document.add(new StringField(Fields.FILE, file.name(), Store.YES));
    document.add(new StoredField(Fields.FILE_PATH, file.path()));
    document.add(new StoredField(Fields.FILE_SIZE, file.size()));
    document.add(new StoredField(Fields.FILE_MODIFIED, file.modified().toString()));
    document.add(new StoredField(Fields.FILE_HASH, file.hash()));
    document.add(new StoredField(Fields.FILE_DOCUMENTS, file.documents()));
    document.add(new StoredField(Fields.FILE_READERS, file.readers()));
    document.add(new StoredField(Fields.FILE_READ, file.read().toString()));
    return document;
  }

  private static FileRecord record(Document stored) {
    return new FileRecord(
        stored.get(Fields.FILE),
        stored.get(Fields.FILE_PATH),
        stored.getField(Fields.FILE_SIZE).numericValue().longValue(),
        Instant.parse(stored.get(Fields.FILE_MODIFIED)),
        stored.get(Fields.FILE_HASH),
        stored.getField(Fields.FILE_DOCUMENTS).numericValue().intValue(),
        stored.get(Fields.FILE_READERS),
        Instant.parse(stored.get(Fields.FILE_READ)));
  }
}
