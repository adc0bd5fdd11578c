package dev.nearfield.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.ReadAdvice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are read here and there. */
final class CollectionDirectoryTest {
  @TempDir private Path folder;

  @Test
  void wholeVectorsBesideSmallerOnesAreReadHereAndThere() throws IOException {
    assertEquals(List.of("vec"), random(VectorEncoding.TINY));
  }

  @Test
  void wholeVectorsThatTheGraphComparesAreReadAsLuceneDoes() throws IOException {
    assertEquals(List.of(), random(VectorEncoding.FULL));
  }

  /** The endings of the files that are read so, of a segment that is not packed into one file. */
  private List<String> random(VectorEncoding encoding) throws IOException {
    StoreOptions options = StoreOptions.defaults().indexing(VectorIndexing.of(encoding));
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(16), options)) {
      for (int segment = 0; segment < 2; segment++) {
        int first = 500 * segment;
        store.addAll(
            IntStream.range(first, first + 500)
                .mapToObj(i -> SourceDocument.of("d" + i, "word" + i + " of a text")));
        store.commit();
      }
      store.optimize();
    }
    try (Directory directory = FSDirectory.open(folder)) {
      List<String> files = Arrays.asList(directory.listAll());
      assertEquals(1, files.stream().filter(file -> file.endsWith(".vec")).count());
      return files.stream()
          .filter(
              file ->
                  CollectionDirectory.advice(folder, file).equals(Optional.of(ReadAdvice.RANDOM)))
          .map(file -> file.substring(file.lastIndexOf('.') + 1))
          .toList();
    }
  }
}
