package dev.nearfield.hostile;

import static dev.nearfield.hostile.Treatment.refused;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.CollectionLockedException;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.NotACollectionException;
import dev.nearfield.model.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/** Folders that are opened as a collection and are none, or another one. */
final class StoreRows {
  private static final int DIMENSION = HostileInputTest.DIMENSION;

  private StoreRows() {}

  /** Opens a folder that was made ready; the store of the ground stays open beside it. */
  @FunctionalInterface
  private interface Opening {
    VectorStore open(Path folder) throws IOException;
  }

  static Stream<Row> rows() {
    return Stream.of(
        opened(
            "a folder of something else",
            NotACollectionException.class,
            "is not a collection: it holds other files (notes.txt)",
            folder -> {
              Files.writeString(folder.resolve("notes.txt"), "text");
              return open(folder);
            }),
        opened(
            "a file in the place of a folder",
            NotACollectionException.class,
            "is a file",
            folder -> open(Files.writeString(folder.resolve("a"), "text"))),
        opened(
            "a Lucene index of somebody else",
            NotACollectionException.class,
            "holds a Lucene index that Nearfield did not write",
            folder -> open(lucene(folder, Map.of("by", "somebody")))),
        opened(
            "a collection of a later format",
            NotACollectionException.class,
            "has format 999",
            folder -> open(lucene(folder, Map.of("nearfield.format", "999")))),
        opened(
            "a manifest that lacks an entry",
            NotACollectionException.class,
            "lacks 'nearfield.",
            folder -> open(lucene(folder, Map.of("nearfield.format", "1")))),
        opened(
            "a segments file that is cut short",
            StorageException.class,
            "cannot be opened",
            folder -> open(cutShort(made(folder)))),
        opened(
            "a collection of another model",
            ModelMismatchException.class,
            "other (16 dimensions",
            folder -> VectorStore.open(made(folder), new HashingEmbedder("other", DIMENSION))),
        opened(
            "a collection of another dimension",
            ModelMismatchException.class,
            "hashing (8 dimensions",
            folder -> VectorStore.open(made(folder), new HashingEmbedder(8))),
        opened(
            "a collection of another chunker",
            InvalidInputException.class,
            "paragraphs(max=7)",
            folder ->
                VectorStore.open(
                    made(folder),
                    new HashingEmbedder(DIMENSION),
                    StoreOptions.defaults().chunker(Chunkers.paragraphs(7)))),
        opened(
            "an analyzer that is not known",
            IllegalArgumentException.class,
            "klingon",
            folder ->
                VectorStore.open(
                    folder,
                    new HashingEmbedder(DIMENSION),
                    StoreOptions.defaults().analyzer("klingon"))),
        opened(
            "a model of no dimensions",
            IllegalArgumentException.class,
            "dimension must be 1 to 4096, got 0",
            folder -> VectorStore.open(folder, ModelIdentity.external("given", 0))),
        new Row(
            "a second writer",
            Row.Way.API,
            refused(CollectionLockedException.class, "is open for writing elsewhere"),
            ground -> {
              open(ground.collection()).close();
              return List.of();
            }));
  }

  private static Row opened(
      String name, Class<? extends Throwable> error, String sentence, Opening opening) {
    return new Row(
        name,
        Row.Way.API,
        refused(error, sentence),
        ground -> {
          opening.open(ground.outside()).close();
          return List.of();
        });
  }

  private static VectorStore open(Path folder) {
    return VectorStore.open(folder, new HashingEmbedder(DIMENSION));
  }

  private static Path made(Path folder) {
    try (VectorStore store = open(folder)) {
      Fingerprint.fill(store);
    }
    return folder;
  }

  private static Path lucene(Path folder, Map<String, String> commitData) throws IOException {
    try (var directory = FSDirectory.open(folder);
        var writer =
            new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
      writer.setLiveCommitData(commitData.entrySet());
    }
    return folder;
  }

  private static Path cutShort(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path segments =
          files
              .filter(file -> file.getFileName().toString().startsWith("segments"))
              .findFirst()
              .orElseThrow();
      try (var channel = Files.newByteChannel(segments, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() / 2);
      }
    }
    return folder;
  }
}
