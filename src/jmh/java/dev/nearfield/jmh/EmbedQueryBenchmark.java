package dev.nearfield.jmh;

import dev.nearfield.Embedders;
import dev.nearfield.embed.Embedder;
import dev.nearfield.jmh.OpenCollection.Cursor;
import dev.nearfield.model.Embedding;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The embedding of one question. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EmbedQueryBenchmark {
  private final Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);

  @TearDown(Level.Trial)
  public void close() {
    embedder.close();
  }

  @Benchmark
  public Embedding question(OpenCollection open, Cursor cursor) {
    return embedder.embedQuery(cursor.next(open).text());
  }
}
