package dev.nearfield.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.ReadAdvice;

/**
 * Opens the files of a collection for searches. Whole vectors that stand beside smaller ones are
 * read here and there, and few of them: the operating system is told not to read their neighbours
 * too, which would push the smaller ones out where memory is short.
 */
final class CollectionDirectory {
  private CollectionDirectory() {}

  static Directory open(Path folder) throws IOException {
    Directory directory = FSDirectory.open(folder);
    if (directory instanceof MMapDirectory mapped) {
      mapped.setReadAdvice((file, context) -> advice(folder, file));
    }
    return directory;
  }

  /** Empty where Lucene's own is followed. */
  static Optional<ReadAdvice> advice(Path folder, String file) {
    String smaller = IndexFileNames.stripExtension(file) + ".veq";
    boolean rescoring = file.endsWith(".vec") && Files.exists(folder.resolve(smaller));
    return rescoring ? Optional.of(ReadAdvice.RANDOM) : Optional.empty();
  }
}
