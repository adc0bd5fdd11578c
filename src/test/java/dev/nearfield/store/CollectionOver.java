package dev.nearfield.store;

import java.nio.file.Path;
import java.time.Clock;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;

/** Opens collections over directories that fail. */
public final class CollectionOver {
  private CollectionOver() {}

  /** The directory stays open when the collection is closed. */
  public static Collection directory(
      Path folder, Directory directory, Manifest fresh, Clock clock) {
    return Collection.open(folder, () -> new Kept(directory), fresh, clock);
  }

  private static final class Kept extends FilterDirectory {
    Kept(Directory directory) {
      super(directory);
    }

    @Override
    public void close() {}
  }
}
