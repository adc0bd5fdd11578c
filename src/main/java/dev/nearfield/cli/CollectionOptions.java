package dev.nearfield.cli;

import dev.nearfield.Embedders;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.VectorIndexing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where collections are, and which one is meant. */
final class CollectionOptions {
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--collection",
      paramLabel = "DIR|NAME",
      description =
          "The collection: a folder, or a name under --data"
              + " (default: vector-"
              + Embedders.DEFAULT_MODEL
              + ").")
  @Nullable String collection;

  /** The folder of a model's kept embeddings. */
  Path cache(String model) {
    return data.folder.resolve("cache-" + Embedders.card(model).name());
  }

  /** The folder of the collection that was named, or of the one that is meant when none was. */
  Path folder(String unlessNamed) {
    String name = collection == null ? unlessNamed : collection;
    Path path = Path.of(name);
    return path.isAbsolute() || path.getNameCount() > 1 || Files.isDirectory(path)
        ? path
        : data.folder.resolve(name);
  }

  Path folder() {
    return folder("vector-" + Embedders.DEFAULT_MODEL);
  }

  /** The model that was told, or the collection's own, or the one that new collections get. */
  String model(@Nullable String told) {
    if (told != null) {
      return told;
    }
    if (Files.notExists(folder())) {
      return Embedders.DEFAULT_MODEL;
    }
    try (CollectionView view = CollectionView.open(folder(), Clock.systemUTC())) {
      return view.manifest().model().name();
    }
  }

  /** How the vectors of a collection are indexed, or those of a new one. */
  static VectorIndexing indexing(Path folder) {
    if (Files.notExists(folder)) {
      return VectorIndexing.DEFAULT;
    }
    try (CollectionView view = CollectionView.open(folder, Clock.systemUTC())) {
      return view.manifest().indexing();
    }
  }
}
