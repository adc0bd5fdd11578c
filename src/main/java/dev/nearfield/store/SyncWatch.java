package dev.nearfield.store;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;

/**
 * Remembers that a sync failed. The system may drop the bytes that it could not write and call the
 * next sync of the same file a success, so a writer must not go on with such files.
 */
final class SyncWatch extends FilterDirectory {
  private volatile boolean failed;

  SyncWatch(Directory directory) {
    super(directory);
  }

  boolean hasFailed() {
    return failed;
  }

  @Override
  public void sync(Collection<String> names) throws IOException {
    try {
      super.sync(names);
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  @Override
  public void syncMetaData() throws IOException {
    try {
      super.syncMetaData();
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }
}
