package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.store.CollectionOver;
import dev.nearfield.store.Manifest;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;

/** Opens stores over directories that fail. */
public final class StoreOver {
  private StoreOver() {}

  /** The directory stays open when the store is closed. */
  public static VectorStore directory(
      Path folder, Directory directory, Embedder embedder, StoreOptions options) {
    Manifest fresh =
        Manifest.fresh(
            embedder.identity(),
            options.analyzer(),
            Chunking.ofNew(options, embedder.identity()).description(),
            options.clock().instant());
    return new VectorStore(
        CollectionOver.directory(folder, directory, fresh, options.clock()), embedder, options);
  }
}
