package dev.nearfield.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.IOUtils;

/** A collection's folder whose write lock is held from opening to closing. */
final class LockedDirectory extends FilterDirectory {
  private final WriterLock signature;
  private final Lock lock;

  private LockedDirectory(Path folder, Directory disk, Lock lock) {
    super(disk);
    this.signature = new WriterLock(folder);
    this.lock = lock;
  }

  static LockedDirectory open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw CollectionFolder.absent(folder);
    }
    Directory disk = FSDirectory.open(folder);
    try {
      if (!CollectionFolder.holdsCollection(folder, disk)) {
        throw CollectionFolder.empty(folder);
      }
      LockedDirectory locked =
          new LockedDirectory(folder, disk, disk.obtainLock(IndexWriter.WRITE_LOCK_NAME));
      locked.signature.sign();
      return locked;
    } catch (IOException | RuntimeException e) {
      disk.close();
      throw e;
    }
  }

  /** The lock that is held; a writer that closes it leaves it held. */
  @Override
  public Lock obtainLock(String name) {
    return new Lock() {
      @Override
      public void close() {}

      @Override
      public void ensureValid() throws IOException {
        lock.ensureValid();
      }
    };
  }

  @Override
  public void close() throws IOException {
    try {
      signature.remove();
    } finally {
      IOUtils.close(lock, getDelegate());
    }
  }
}
