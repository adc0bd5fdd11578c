package dev.nearfield.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.jspecify.annotations.Nullable;

/**
 * Copies the files of a commit into an empty folder, each compared with its checksum and synced. A
 * file that an earlier copy has byte for byte is linked to, where the file system can.
 */
final class CommitCopy {
  private static final int BUFFER = 1 << 16;

  private final Path target;
  private final @Nullable Path earlier;
  private final byte[] one = new byte[BUFFER];
  private final byte[] other = new byte[BUFFER];
  private int files;
  private long bytes;
  private int copiedFiles;
  private long copiedBytes;

  /**
   * @param earlier a copy to share files with, or null
   */
  CommitCopy(Path target, @Nullable Path earlier) {
    this.target = target;
    this.earlier = earlier;
  }

  void copy(HeldCommit commit) throws IOException {
    try (Directory to = FSDirectory.open(target)) {
      for (Map.Entry<String, IndexInput> file : commit.files().entrySet()) {
        copy(file.getKey(), file.getValue(), to);
      }
      to.sync(commit.files().keySet());
      to.syncMetaData();
    }
  }

  private void copy(String name, IndexInput from, Directory to) throws IOException {
    files++;
    bytes += from.length();
    if (earlier != null && isSame(from, name, earlier) && link(name, earlier)) {
      return;
    }
    from.seek(0);
    try (IndexOutput out = to.createOutput(name, IOContext.DEFAULT)) {
      out.copyBytes(from, from.length());
    }
    try (IndexInput copy = to.openInput(name, IOContext.READONCE)) {
      CodecUtil.checksumEntireFile(copy);
    }
    copiedFiles++;
    copiedBytes += from.length();
  }

  /** Compares whole files, so that a damaged copy is not handed on from backup to backup. */
  private boolean isSame(IndexInput from, String name, Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve(name))) {
      return false;
    }
    try (Directory directory = FSDirectory.open(folder);
        IndexInput copy = directory.openInput(name, IOContext.READONCE)) {
      if (copy.length() != from.length()) {
        return false;
      }
      for (long left = from.length(); left > 0; left -= BUFFER) {
        int length = (int) Math.min(BUFFER, left);
        from.readBytes(one, 0, length);
        copy.readBytes(other, 0, length);
        if (!Arrays.equals(one, 0, length, other, 0, length)) {
          return false;
        }
      }
      return true;
    }
  }

  private boolean link(String name, Path folder) throws IOException {
    try {
      Files.createLink(target.resolve(name), folder.resolve(name));
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false; // no links there, or too many of this file: it is copied
    }
  }

  BackupReport report(Backup backup) {
    return new BackupReport(backup, files, bytes, copiedFiles, copiedBytes);
  }
}
