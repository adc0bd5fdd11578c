package dev.nearfield.jmh;

import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.jmh.OpenCollection.Cursor;
import dev.nearfield.model.Hits;
import dev.nearfield.search.SearchRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Searches by words and by both, of questions whose embeddings are there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TextQueryBenchmark {
  @Param({"50", "200"})
  public int candidates;

  @Benchmark
  public Hits keyword(OpenCollection open, Cursor cursor) {
    return search(open, SearchRequest.keyword(cursor.next(open).text()).withoutDistances());
  }

  @Benchmark
  public Hits hybrid(OpenCollection open, Cursor cursor) {
    Question question = cursor.next(open);
    return search(open, SearchRequest.hybrid(question.text(), question.vector()));
  }

  private Hits search(OpenCollection open, SearchRequest request) {
    return open.store.search(request.candidates(candidates));
  }
}
