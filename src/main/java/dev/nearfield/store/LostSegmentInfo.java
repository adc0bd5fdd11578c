package dev.nearfield.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.Version;

/**
 * Stands in for the description of a segment that is missing or damaged, without which Lucene reads
 * nothing of the whole commit. It is good for telling which documents the segment had, and no more:
 * their number is made up.
 */
final class LostSegmentInfo {
  static final String SUFFIX = ".si";

  /** More than the segment has; Lucene refuses fewer than were deleted. */
  private static final int MADE_UP = 1 << 24;

  private LostSegmentInfo() {}

  /** Writes one, with the segment's own key, which stands at the beginning of each of its files. */
  static void write(String segment, CommitFiles files, Directory target, IOException lost)
      throws IOException {
    List<String> others =
        files.filesOf(segment).stream().filter(name -> !name.endsWith(SUFFIX)).toList();
    for (String other : others) {
      try (IndexInput in = files.openInput(other, IOContext.READONCE)) {
        SegmentInfo info = info(segment, files, others, key(in));
        new CollectionCodec(VectorIndexing.DEFAULT)
            .segmentInfoFormat()
            .write(target, info, IOContext.DEFAULT);
        return;
      } catch (IOException e) {
        lost.addSuppressed(e);
      }
    }
    throw lost;
  }

  private static byte[] key(IndexInput in) throws IOException {
    CodecUtil.checksumEntireFile(in);
    in.seek(0);
    CodecUtil.readBEInt(in);
    in.readString();
    CodecUtil.readBEInt(in);
    byte[] key = new byte[StringHelper.ID_LENGTH];
    in.readBytes(key, 0, key.length);
    return key;
  }

  private static SegmentInfo info(
      String segment, CommitFiles files, List<String> others, byte[] key) {
    boolean compound = others.contains(segment + ".cfs");
    SegmentInfo info =
        new SegmentInfo(
            files,
            Version.LATEST,
            Version.LATEST,
            segment,
            MADE_UP,
            compound,
            true,
            new CollectionCodec(VectorIndexing.DEFAULT),
            Map.of(),
            key,
            Map.of(),
            null);
    info.setFiles(Set.copyOf(others));
    return info;
  }

  /** The same with the number of members that was counted. */
  static SegmentInfo withMembers(SegmentInfo made, int members) {
    SegmentInfo info =
        new SegmentInfo(
            made.dir,
            made.getVersion(),
            made.getVersion(),
            made.name,
            members,
            made.getUseCompoundFile(),
            true,
            made.getCodec(),
            Map.of(),
            made.getId(),
            made.getAttributes(),
            null);
    info.setFiles(made.files());
    return info;
  }
}
