package dev.nearfield.jmh;

import dev.nearfield.Snapshot;
import dev.nearfield.jmh.OpenCollection.Cursor;
import dev.nearfield.model.Hits;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.Fields;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.TopDocs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Searches by meaning: stock Lucene's numbers of ten chunks, our ranking, and our whole hits. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class VectorQueryBenchmark {
  private static final int HITS = 10;

  @Param({"50", "100", "200"})
  public int candidates;

  @Benchmark
  public TopDocs stockLucene(OpenCollection open, Cursor cursor) throws IOException {
    float[] vector = cursor.next(open).vector().toArray();
    return open.lucene.search(new KnnFloatVectorQuery(Fields.VECTOR, vector, candidates), HITS);
  }

  @Benchmark
  public List<RankedChunk> ranking(OpenCollection open, Cursor cursor) {
    try (Snapshot snapshot = open.store.snapshot()) {
      return snapshot.rank(request(open, cursor));
    }
  }

  @Benchmark
  public Hits hits(OpenCollection open, Cursor cursor) {
    return open.store.search(request(open, cursor));
  }

  private SearchRequest request(OpenCollection open, Cursor cursor) {
    return SearchRequest.vector(cursor.next(open).vector()).candidates(candidates).limit(HITS);
  }
}
