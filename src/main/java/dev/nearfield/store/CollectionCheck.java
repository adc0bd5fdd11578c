package dev.nearfield.store;

import dev.nearfield.model.NearfieldException;
import dev.nearfield.model.StorageException;
import dev.nearfield.store.Finding.Kind;
import dev.nearfield.store.Verification.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the last commit of a collection. Takes no lock and writes nothing: a store may write
 * beside it.
 *
 * {@snippet class="dev.nearfield.examples.RepairExamplesTest" region="check"}
 */
public final class CollectionCheck {
  private final CommitFiles files;
  private final Findings findings = new Findings();

  private CollectionCheck(CommitFiles files) {
    this.files = files;
  }

  /** Looks at what the text and the embeddings of a document should be. */
  public interface Contents {
    /** Is shown every document that can be read, one after the other. */
    void check(Manifest manifest, Block block, Faults faults);

    /** Is called once, behind the last document. */
    default void end() {}
  }

  /** Takes what is wrong with one document; until {@link Contents#end} has returned. */
  @FunctionalInterface
  public interface Faults {
    /** Something is wrong with a field. */
    void add(String field, String fault);
  }

  /**
   * Compares every file of the last commit with its checksum, opens each segment and reads the
   * manifest.
   *
   * @throws dev.nearfield.model.NotACollectionException when the folder holds no commit at all
   */
  public static Verification fast(Path folder) {
    return run(folder, null);
  }

  /** Checks everything: files, Lucene's structures, blocks, vectors and contents. */
  public static Verification full(Path folder, Contents contents) {
    return run(folder, contents);
  }

  private static Verification run(Path folder, @Nullable Contents contents) {
    if (!Files.isDirectory(folder)) {
      throw CollectionFolder.absent(folder);
    }
    try (CommitFiles files = CommitFiles.hold(folder)) {
      return new CollectionCheck(files).run(contents);
    } catch (IOException e) {
      throw new StorageException("Collection " + folder + " cannot be verified: " + e, e);
    }
  }

  private Verification run(@Nullable Contents contents) throws IOException {
    SegmentCheck segments;
    Manifest manifest;
    try {
      segments = contents == null ? SegmentCheck.ofFiles(files) : SegmentCheck.ofEverything(files);
      manifest = Manifest.fromCommitData(files.path(), files.segments().getUserData());
    } catch (IOException e) {
      findings.add(Finding.ofCommit(unreadable(files, e)));
      return report(Extent.NONE);
    } catch (NearfieldException e) {
      findings.add(Finding.ofCommit(e.getMessage()));
      return report(Extent.NONE);
    }
    segments.findings().forEach(findings::add);
    files.show(segments.readable());
    try (DirectoryReader reader = DirectoryReader.open(files)) {
      CollectionView view = view(reader, manifest);
      if (contents != null) {
        for (LeafReaderContext leaf : reader.leaves()) {
          checkBlocks(view, leaf, contents);
        }
        contents.end();
      }
      return report(extent(view));
    }
  }

  private void checkBlocks(CollectionView view, LeafReaderContext leaf, Contents contents) {
    try {
      new Segment(view, leaf, contents).check();
    } catch (IOException | RuntimeException e) {
      findings.add(
          Finding.ofSegment(
              BlockCheck.segmentName(leaf),
              "its blocks cannot be read: " + Damage.reason(e) + "."));
    }
  }

  /** Why a commit cannot be read, and how to go on. */
  static String unreadable(CommitFiles files, IOException e) {
    List<String> older = files.olderCommits();
    return "The commit "
        + files.commit()
        + " cannot be read: "
        + Damage.reason(e)
        + ". "
        + (older.isEmpty()
            ? "There is no older commit in the folder: restore a backup, or add the documents to a"
                + " new collection."
            : "The commit before it, "
                + older.getFirst()
                + ", is whole: move "
                + files.commit()
                + " out of the folder, and the collection opens as it was then. What was written"
                + " after it has to be added again.");
  }

  /** A view of segments that can be read. */
  static CollectionView view(DirectoryReader reader, Manifest manifest) {
    return new CollectionView(
        new IndexSearcher(reader),
        manifest,
        Analyzers.named(manifest.analyzer()),
        new Parents(),
        Clock.systemUTC(),
        () -> {});
  }

  private Verification report(Extent extent) {
    return new Verification(files.path(), extent, "none", findings.count(), findings.first());
  }

  private Extent extent(CollectionView view) throws IOException {
    long bytes = 0;
    var names = files.segments().files(true);
    for (String name : names) {
      bytes += files.size(name);
    }
    long documents = 0;
    for (LeafReaderContext leaf : view.searcher().getIndexReader().leaves()) {
      documents += BlockCheck.documents(leaf);
    }
    int chunks = view.searcher().count(new FieldExistsQuery(Fields.VECTOR));
    return new Extent(names.size(), bytes, files.segments().size(), documents, chunks);
  }

  /** The blocks of one segment. */
  private final class Segment implements BlockCheck.Outcome {
    private final CollectionView view;
    private final LeafReaderContext leaf;
    private final String name;
    private final Contents contents;
    private final ColumnCheck columns;

    Segment(CollectionView view, LeafReaderContext leaf, Contents contents) throws IOException {
      this.view = view;
      this.leaf = leaf;
      this.name = BlockCheck.segmentName(leaf);
      this.contents = contents;
      this.columns = new ColumnCheck(leaf.reader());
    }

    void check() throws IOException {
      new BlockCheck(leaf, view, this).run();
      checkIdTerms();
    }

    /** Every member has its id; here no id has a member too many. */
    private void checkIdTerms() throws IOException {
      LeafReader segment = leaf.reader();
      SortedDocValues ids = DocValues.getSorted(segment, Fields.ID);
      long members = 0;
      while (ids.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        members++;
      }
      Terms terms = segment.terms(Fields.ID);
      long indexed = terms == null ? 0 : terms.getSumDocFreq();
      if (indexed != members) {
        findings.add(
            Finding.ofDocument(
                Kind.CONTENT,
                name,
                null,
                Fields.ID,
                indexed + " entries are found by an id, and " + members + " have one."));
      }
    }

    @Override
    public void whole(List<Integer> members, Block block) throws IOException {
      String id = block.document().id();
      Faults faults =
          (field, fault) -> findings.add(Finding.ofDocument(Kind.CONTENT, name, id, field, fault));
      if (LiveDocuments.count(view, id) > 1) {
        faults.add(Fields.ID, "the document is there more than once. Add it again.");
      }
      columns.check(block.document(), members, faults::add);
      contents.check(view.manifest(), block, faults);
    }

    @Override
    public void broken(List<Integer> members, @Nullable String id, Finding finding) {
      findings.add(finding);
    }

    @Override
    public void stray(int member, @Nullable String id, Finding finding) {
      findings.add(finding);
    }
  }
}
