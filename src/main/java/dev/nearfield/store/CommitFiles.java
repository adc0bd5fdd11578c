package dev.nearfield.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The files of a collection's last commit, all held open: a writer may commit, merge and delete
 * beside it. What is written goes to memory and nowhere else; so a part of the commit can be opened
 * as if it were the whole.
 */
final class CommitFiles extends FilterDirectory {
  private static final int TRIES = 20;

  private final Path path;
  private final Directory memory = new ByteBuffersDirectory();
  private final Map<String, IndexInput> held = new HashMap<>();
  private final Set<String> lostInfos = new HashSet<>();
  private final String commit;
  private @Nullable SegmentInfos segments;
  private @Nullable IOException failure;

  private CommitFiles(Path path, Directory disk) throws IOException {
    super(disk);
    this.path = path;
    String[] names = disk.listAll();
    this.commit = latest(names);
    for (String name : names) {
      if (IndexFileNames.CODEC_FILE_PATTERN.matcher(name).matches()
          || name.startsWith(IndexFileNames.SEGMENTS)) {
        hold(name);
      }
    }
    try {
      segments = read(commit);
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Holds the last commit of a folder that has one. */
  static CommitFiles hold(Path path) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Directory disk = FSDirectory.open(path, NoLockFactory.INSTANCE);
      CommitFiles files = closeOnFailure(path, disk);
      if (files.isComplete() || files.isLatest()) {
        return files;
      }
      files.close();
    }
    throw new IOException("it is committed faster than its files can be opened; try again");
  }

  private static CommitFiles closeOnFailure(Path path, Directory disk) throws IOException {
    try {
      if (!CollectionFolder.holdsCollection(path, disk)) {
        throw CollectionFolder.empty(path);
      }
      return new CommitFiles(path, disk);
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  private static String latest(String[] names) throws NoSuchFileException {
    String latest = SegmentInfos.getLastCommitSegmentsFileName(names);
    if (latest == null) {
      throw new NoSuchFileException(IndexFileNames.SEGMENTS);
    }
    return latest;
  }

  private void hold(String name) throws IOException {
    try {
      held.put(name, getDelegate().openInput(name, IOContext.DEFAULT));
    } catch (NoSuchFileException gone) {
      // The writer deleted it after the folder was listed; if it belonged to the commit, it is
      // found missing.
    }
  }

  private boolean isComplete() throws IOException {
    return segments != null && held.keySet().containsAll(segments.files(true));
  }

  private boolean isLatest() throws IOException {
    return latest(getDelegate().listAll()).equals(commit);
  }

  private SegmentInfos read(String commitFile) throws IOException {
    checkSum(commitFile);
    return SegmentInfos.readCommit(this, commitFile);
  }

  Path path() {
    return path;
  }

  String commit() {
    return commit;
  }

  /** The segments of the commit; fails as reading the commit failed. */
  SegmentInfos segments() throws IOException {
    if (segments == null) {
      throw failure == null ? new IOException("The commit was not read.") : failure;
    }
    return segments;
  }

  /** Commit files from before the last one that can be read, the newest first. */
  List<String> olderCommits() {
    return held.keySet().stream()
        .filter(name -> name.startsWith(IndexFileNames.SEGMENTS + "_") && !name.equals(commit))
        .filter(this::isWholeCommit)
        .sorted((a, b) -> Long.compare(generation(b), generation(a)))
        .toList();
  }

  private static long generation(String commitFile) {
    return SegmentInfos.generationFromSegmentsFileName(commitFile);
  }

  private boolean isWholeCommit(String commitFile) {
    try {
      for (String file : read(commitFile).files(true)) {
        checkSum(file);
      }
      return true;
    } catch (IOException notWhole) {
      return false;
    }
  }

  /** Whether a segment's own description was lost and made up from its other files. */
  boolean isInfoLost(String segment) {
    return lostInfos.contains(segment);
  }

  /** The names of the held files of a segment, of this commit or another. */
  List<String> filesOf(String segment) {
    return held.keySet().stream()
        .filter(name -> IndexFileNames.parseSegmentName(name).equals(segment))
        .toList();
  }

  /** Compares a file with the checksum at its end. */
  void checkSum(String name) throws IOException {
    try (IndexInput file = original(name)) {
      CodecUtil.checksumEntireFile(file);
    }
  }

  /** How long a file is; 0 when it is missing. */
  long size(String name) {
    IndexInput file = held.get(name);
    return file == null ? 0 : file.length();
  }

  private IndexInput original(String name) throws IOException {
    IndexInput file = held.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file.clone();
  }

  /** From here on these segments are what is opened as the last commit. */
  void show(Collection<SegmentCommitInfo> part) throws IOException {
    SegmentInfos shown = segments().clone();
    shown.clear();
    shown.addAll(part);
    shown.setNextWriteGeneration(1 + SegmentInfos.getLastCommitGeneration(listAll()));
    shown.commit(this);
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    if (isInMemory(name)) {
      return memory.openInput(name, context);
    }
    if (!name.endsWith(LostSegmentInfo.SUFFIX)) {
      return original(name);
    }
    try {
      checkSum(name);
      return original(name);
    } catch (NoSuchFileException | CorruptIndexException e) {
      String segment = IndexFileNames.parseSegmentName(name);
      LostSegmentInfo.write(segment, this, memory, e);
      lostInfos.add(segment);
      return memory.openInput(name, context);
    }
  }

  private boolean isInMemory(String name) throws IOException {
    return Arrays.asList(memory.listAll()).contains(name);
  }

  @Override
  public String[] listAll() throws IOException {
    return Stream.concat(held.keySet().stream(), Arrays.stream(memory.listAll()))
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }

  @Override
  public long fileLength(String name) throws IOException {
    if (isInMemory(name)) {
      return memory.fileLength(name);
    }
    try (IndexInput file = original(name)) {
      return file.length();
    }
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    return memory.createOutput(name, context);
  }

  @Override
  public void rename(String source, String target) throws IOException {
    memory.rename(source, target);
  }

  @Override
  public void deleteFile(String name) throws IOException {
    memory.deleteFile(name);
  }

  @Override
  public void sync(Collection<String> names) {}

  @Override
  public void syncMetaData() {}

  @Override
  public void close() throws IOException {
    IOUtils.close(held.values());
    IOUtils.close(memory, getDelegate());
  }
}
