package dev.nearfield.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;

/**
 * The last commit of a collection with all of its files open, so that a writer in any process may
 * delete them while they are copied. Of one thread.
 */
final class HeldCommit implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 20;

  private final SegmentInfos commit;
  private final SortedMap<String, IndexInput> files;

  private HeldCommit(SegmentInfos commit, SortedMap<String, IndexInput> files) {
    this.commit = commit;
    this.files = files;
  }

  /** Begins anew with the next commit, when a writer replaces one while its files are opened. */
  static HeldCommit last(Directory directory) throws IOException {
    for (int attempt = 1; ; attempt++) {
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      try {
        return new HeldCommit(commit, open(directory, commit));
      } catch (NoSuchFileException | FileNotFoundException e) {
        if (attempt == MOST_ATTEMPTS || isLast(directory, commit)) {
          throw e;
        }
      }
    }
  }

  private static SortedMap<String, IndexInput> open(Directory directory, SegmentInfos commit)
      throws IOException {
    SortedMap<String, IndexInput> files = new TreeMap<>();
    try {
      for (String name : commit.files(true)) {
        files.put(name, directory.openInput(name, IOContext.READONCE));
      }
      return files;
    } catch (Throwable e) {
      IOUtils.closeWhileSuppressingExceptions(e, files.values());
      throw e;
    }
  }

  private static boolean isLast(Directory directory, SegmentInfos commit) throws IOException {
    return commit
        .getSegmentsFileName()
        .equals(SegmentInfos.getLastCommitSegmentsFileName(directory));
  }

  /** Lucene's description of the commit. */
  SegmentInfos commit() {
    return commit;
  }

  /** The files, from their beginnings, by their names. */
  SortedMap<String, IndexInput> files() {
    return files;
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(files.values());
  }
}
