package dev.nearfield.store;

import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import dev.nearfield.store.RepairReport.DroppedSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * Makes a damaged collection sound again by taking out what is damaged: whole segments that cannot
 * be trusted, and documents whose blocks are broken. What is taken out is lost; the id of each
 * document is told before anything is written.
 *
 * {@snippet class="dev.nearfield.examples.RepairExamplesTest" region="repair"}
 */
public final class CollectionRepair {
  private final Path folder;
  private final Consumer<String> lost;
  private long lostDocuments;

  private CollectionRepair(Path folder, Consumer<String> lost) {
    this.folder = folder;
    this.lost = lost;
  }

  /**
   * Repairs a collection, as its one writer.
   *
   * @param lost takes the id of each document that is lost; when it throws, nothing is written
   * @throws InvalidInputException when there is nothing to repair
   * @throws StorageException when the commit itself cannot be read; the message says how to go on
   * @throws dev.nearfield.model.CollectionLockedException when a store writes the collection
   */
  public static RepairReport repair(Path folder, Consumer<String> lost) {
    try (Directory directory = LockedDirectory.open(folder)) {
      return new CollectionRepair(folder, lost).repair(directory);
    } catch (LockObtainFailedException e) {
      throw WriterLock.locked(folder, e);
    } catch (IOException e) {
      throw new StorageException("Collection " + folder + " cannot be repaired: " + e, e);
    }
  }

  /** Tells what a repair would do; takes no lock and writes nothing. */
  public static RepairReport plan(Path folder, Consumer<String> lost) {
    if (!Files.isDirectory(folder)) {
      throw CollectionFolder.absent(folder);
    }
    try (CommitFiles files = CommitFiles.hold(folder)) {
      return new CollectionRepair(folder, lost).report(files, check(files), true);
    } catch (IOException e) {
      throw new StorageException("Collection " + folder + " cannot be repaired: " + e, e);
    }
  }

  private RepairReport repair(Directory directory) throws IOException {
    RepairReport report;
    try (CommitFiles files = CommitFiles.hold(folder)) {
      SegmentCheck check = check(files);
      report = report(files, check, false);
      if (!check.broken().isEmpty()) {
        drop(directory, files, check);
      }
    }
    if (report.documents() + report.orphans() > 0) {
      deleteBlocks(directory);
    }
    return report;
  }

  private static SegmentCheck check(CommitFiles files) throws IOException {
    try {
      return SegmentCheck.ofEverything(files);
    } catch (IOException e) {
      throw new StorageException(
          "Collection "
              + files.path()
              + " cannot be repaired. "
              + CollectionCheck.unreadable(files, e),
          e);
    }
  }

  private RepairReport report(CommitFiles files, SegmentCheck check, boolean dryRun)
      throws IOException {
    Manifest manifest = Manifest.fromCommitData(folder, files.segments().getUserData());
    files.show(check.sound());
    try (DirectoryReader reader = DirectoryReader.open(files)) {
      CollectionView sound = CollectionCheck.view(reader, manifest);
      BrokenBlocks blocks = BrokenBlocks.of(sound, this::tell);
      if (check.broken().isEmpty() && blocks.isEmpty()) {
        throw new InvalidInputException(
            "There is nothing to repair in "
                + folder
                + ": its segments and blocks are whole. A document whose content verify finds wrong"
                + " can be read, and is mended by adding it again.");
      }
      List<DroppedSegment> dropped = new ArrayList<>();
      for (SegmentCommitInfo segment : check.broken()) {
        dropped.add(dropped(files, check, segment, sound));
      }
      long documents = -blocks.documents();
      for (LeafReaderContext leaf : reader.leaves()) {
        documents += BlockCheck.documents(leaf);
      }
      return new RepairReport(
          folder, dryRun, dropped, blocks.documents(), blocks.orphans(), lostDocuments, documents);
    }
  }

  private DroppedSegment dropped(
      CommitFiles files, SegmentCheck check, SegmentCommitInfo segment, CollectionView sound)
      throws IOException {
    boolean read =
        SegmentIds.read(
            files,
            segment,
            id -> {
              if (isLost(sound, id)) {
                tell(id);
              }
            });
    int entries =
        files.isInfoLost(segment.info.name)
            ? DroppedSegment.UNKNOWN
            : segment.info.maxDoc() - segment.getDelCount();
    return new DroppedSegment(segment.info.name, entries, read, check.findings(segment));
  }

  private static boolean isLost(CollectionView sound, String id) {
    try {
      return LiveDocuments.count(sound, id) == 0;
    } catch (IOException e) {
      throw new StorageException("Document '" + id + "' cannot be looked up: " + e, e);
    }
  }

  private void tell(String id) {
    lostDocuments++;
    lost.accept(id);
  }

  /** Commits the sound segments alone, with the manifest, and deletes what is left over. */
  private static void drop(Directory directory, CommitFiles files, SegmentCheck check)
      throws IOException {
    SegmentInfos kept = files.segments().clone();
    kept.clear();
    kept.addAll(check.sound());
    kept.changed();
    kept.commit(directory);
    Set<String> left = new HashSet<>(files.segments().files(true));
    for (String name : directory.listAll()) {
      if (name.startsWith(IndexFileNames.SEGMENTS + "_")) {
        left.add(name);
      }
    }
    left.removeAll(kept.files(true));
    for (String name : left) {
      try {
        directory.deleteFile(name);
      } catch (NoSuchFileException gone) {
        continue; // it was missing, which was the damage
      }
    }
  }

  private void deleteBlocks(Directory directory) throws IOException {
    Manifest manifest = CollectionFolder.readManifest(folder, directory);
    IndexWriterConfig configuration =
        new IndexWriterConfig(Analyzers.named(manifest.analyzer()))
            .setCodec(new CollectionCodec(manifest.indexing()))
            .setParentField(Fields.PARENT)
            .setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, configuration);
        DirectoryReader reader = DirectoryReader.open(writer)) {
      BrokenBlocks.of(CollectionCheck.view(reader, manifest), id -> {}).delete(writer);
      writer.commit();
    }
  }
}
