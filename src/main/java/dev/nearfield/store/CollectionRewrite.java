package dev.nearfield.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.MergePolicy.OneMerge;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * Indexes a collection's vectors in another way, from the vectors that are on the disk: nothing is
 * embedded again, and documents stay as they are.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="rewrite"}
 */
public final class CollectionRewrite {
  private CollectionRewrite() {}

  /**
   * Rewrites a collection, as its one writer, to one segment without deleted documents. Reads and
   * writes all of it, and needs its size once more on the disk; those who read go on meanwhile. The
   * new segment and the manifest come in one commit: when it fails or the process is killed, the
   * collection is as it was.
   *
   * @throws dev.nearfield.model.NotACollectionException when there is no collection
   * @throws dev.nearfield.model.CollectionLockedException when a store writes the collection
   * @throws dev.nearfield.model.StorageException when the disk fails
   */
  public static void rewrite(Path folder, VectorIndexing wanted) {
    try (StoreThreads threads = new StoreThreads()) {
      threads.call(
          "rewrite collection " + folder,
          () -> {
            rewriteFolder(folder, wanted);
            return wanted;
          });
    }
  }

  private static void rewriteFolder(Path folder, VectorIndexing wanted) throws IOException {
    try (Directory directory = LockedDirectory.open(folder)) {
      rewrite(folder, directory, wanted);
    } catch (LockObtainFailedException e) {
      throw WriterLock.locked(folder, e);
    }
  }

  static void rewrite(Path folder, Directory directory, VectorIndexing wanted) throws IOException {
    CollectionFolder.requireWholeCommit(directory);
    Map<String, String> data =
        new HashMap<>(SegmentInfos.readLatestCommit(directory).getUserData());
    Manifest manifest = Manifest.fromCommitData(folder, data);
    wanted.replaceIn(data);
    Manifest.removeCalibration(data);
    IndexWriterConfig configuration =
        new IndexWriterConfig(Analyzers.named(manifest.analyzer()))
            .setOpenMode(OpenMode.APPEND)
            .setCodec(new CollectionCodec(wanted))
            .setParentField(Fields.PARENT)
            .setMergePolicy(new AllSegments())
            .setMergeScheduler(new SerialMergeScheduler())
            .setCommitOnClose(false);
    try (IndexWriter writer = new IndexWriter(directory, configuration)) {
      writer.setLiveCommitData(data.entrySet());
      writer.forceMerge(1);
      writer.commit();
    }
  }

  /** Merges all segments into one, a single one too. */
  private static final class AllSegments extends FilterMergePolicy {
    AllSegments() {
      super(NoMergePolicy.INSTANCE);
    }

    @Override
    public MergeSpecification findForcedMerges(
        SegmentInfos infos,
        int most,
        Map<SegmentCommitInfo, Boolean> originals,
        MergeContext context) {
      List<SegmentCommitInfo> old =
          infos.asList().stream()
              .filter(segment -> Boolean.TRUE.equals(originals.get(segment)))
              .toList();
      MergeSpecification merges = new MergeSpecification();
      if (!old.isEmpty()) {
        merges.add(new WithoutGraphs(old));
      }
      return merges;
    }
  }

  /** Builds the graph anew. */
  private static final class WithoutGraphs extends OneMerge {
    WithoutGraphs(List<SegmentCommitInfo> segments) {
      super(segments);
    }

    @Override
    public CodecReader wrapForMerge(CodecReader segment) {
      return new GraphlessReader(segment);
    }
  }
}
