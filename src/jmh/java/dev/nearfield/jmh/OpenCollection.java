package dev.nearfield.jmh;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.SentenceCollection;
import dev.nearfield.bench.SentenceCollection.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The collection that the system property {@code collection} names, open as a store and, the same
 * files, with stock Lucene; and its questions, one after another.
 */
@State(Scope.Benchmark)
public class OpenCollection {
  final VectorStore store;
  final IndexSearcher lucene;
  final List<Question> questions;

  public OpenCollection() {
    Path folder = Path.of(System.getProperty("collection"));
    try (Snapshot snapshot = Snapshot.open(folder)) {
      questions = SentenceCollection.questions(snapshot);
      store = VectorStore.open(folder, snapshot.manifest().model());
    }
    try {
      lucene = new IndexSearcher(DirectoryReader.open(FSDirectory.open(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    lucene.getIndexReader().close();
    store.close();
  }

  /** Where a thread is among the questions. */
  @State(Scope.Thread)
  public static class Cursor {
    private int next;

    Question next(OpenCollection open) {
      next = (next + 1) % open.questions.size();
      return open.questions.get(next);
    }
  }
}
