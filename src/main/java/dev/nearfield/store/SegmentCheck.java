package dev.nearfield.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CheckIndex.Status.SegmentInfoStatus;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.NoLockFactory;
import org.jspecify.annotations.Nullable;

/** Looks at the segments of a commit: their files first, then what Lucene says of them. */
final class SegmentCheck {
  private final CommitFiles files;
  private final SegmentInfos segments;
  private final Map<String, List<Finding>> broken = new LinkedHashMap<>();
  private final List<Finding> ofWhole = new ArrayList<>();
  private List<SegmentCommitInfo> readable = List.of();

  private SegmentCheck(CommitFiles files) throws IOException {
    this.files = files;
    this.segments = files.segments();
  }

  /** Compares every file with its checksum, and opens each segment by itself. */
  static SegmentCheck ofFiles(CommitFiles files) throws IOException {
    SegmentCheck check = new SegmentCheck(files);
    for (SegmentCommitInfo segment : check.segments) {
      check.checkFiles(segment);
    }
    check.readable = check.sound();
    return check;
  }

  /** The same, and all that Lucene's CheckIndex knows of those that are whole. */
  static SegmentCheck ofEverything(CommitFiles files) throws IOException {
    SegmentCheck check = ofFiles(files);
    check.checkIndex();
    return check;
  }

  private void checkFiles(SegmentCommitInfo segment) throws IOException {
    String name = segment.info.name;
    if (files.isInfoLost(name)) {
      checkFile(name, IndexFileNames.segmentFileName(name, "", "si"));
    }
    for (String file : segment.files()) {
      if (!file.endsWith(LostSegmentInfo.SUFFIX)) {
        checkFile(name, file);
      }
    }
    if (!broken.containsKey(name)) {
      open(segment);
    }
  }

  private void checkFile(String segment, String file) {
    try {
      files.checkSum(file);
    } catch (IOException e) {
      add(segment, "file " + file + " " + (isMissing(e) ? "" : "is damaged: ") + reason(e));
    }
  }

  private static boolean isMissing(IOException e) {
    return Damage.reason(e).equals("is missing");
  }

  private static String reason(Throwable e) {
    return Damage.reason(e) + ".";
  }

  private void open(SegmentCommitInfo segment) throws IOException {
    files.show(List.of(segment));
    try (DirectoryReader reader = DirectoryReader.open(files)) {
      reader.getReaderCacheHelper();
    } catch (IOException | RuntimeException e) {
      add(segment.info.name, "it cannot be opened: " + reason(e));
    }
  }

  private void checkIndex() throws IOException {
    files.show(sound());
    try (CheckIndex check =
        new CheckIndex(files, NoLockFactory.INSTANCE.obtainLock(files, "none"))) {
      check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
      CheckIndex.Status status = check.checkIndex();
      for (SegmentInfoStatus segment : status.segmentInfos) {
        Throwable error = error(segment);
        if (error != null) {
          add(segment.name, "Lucene's CheckIndex says: " + reason(root(error)));
        }
      }
      if (!status.clean && broken.isEmpty()) {
        ofWhole.add(
            Finding.ofCommit(
                "Lucene's CheckIndex finds the commit " + files.commit() + " not clean."));
      }
    }
  }

  private static Throwable root(Throwable error) {
    Throwable cause = error.getCause();
    return cause == null ? error : root(cause);
  }

  private static @Nullable Throwable error(SegmentInfoStatus segment) {
    return Stream.of(
            segment.error,
            segment.liveDocStatus == null ? null : segment.liveDocStatus.error,
            segment.fieldInfoStatus == null ? null : segment.fieldInfoStatus.error,
            segment.fieldNormStatus == null ? null : segment.fieldNormStatus.error,
            segment.termIndexStatus == null ? null : segment.termIndexStatus.error,
            segment.storedFieldStatus == null ? null : segment.storedFieldStatus.error,
            segment.docValuesStatus == null ? null : segment.docValuesStatus.error,
            segment.pointsStatus == null ? null : segment.pointsStatus.error,
            segment.vectorValuesStatus == null ? null : segment.vectorValuesStatus.error)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void add(String segment, String fault) {
    broken
        .computeIfAbsent(segment, none -> new ArrayList<>())
        .add(Finding.ofSegment(segment, fault));
  }

  /** What is wrong with the commit, and with segments that cannot be trusted. */
  List<Finding> findings() {
    return Stream.concat(ofWhole.stream(), broken.values().stream().flatMap(List::stream)).toList();
  }

  /** Segments whose files are undamaged, whatever Lucene finds in them. */
  List<SegmentCommitInfo> readable() {
    return readable;
  }

  List<SegmentCommitInfo> sound() {
    return part(false);
  }

  List<SegmentCommitInfo> broken() {
    return part(true);
  }

  private List<SegmentCommitInfo> part(boolean ofBroken) {
    return segments.asList().stream()
        .filter(segment -> broken.containsKey(segment.info.name) == ofBroken)
        .toList();
  }

  /** What is wrong with a broken segment. */
  List<Finding> findings(SegmentCommitInfo segment) {
    return broken.getOrDefault(segment.info.name, List.of());
  }
}
