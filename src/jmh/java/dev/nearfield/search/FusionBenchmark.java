package dev.nearfield.search;

import dev.nearfield.search.Ranking.Scored;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One ranking of two, a third of whose chunks are in both. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FusionBenchmark {
  @Param({"50", "200", "1000"})
  public int candidates;

  private Ranking keyword = Ranking.EMPTY;
  private Ranking vector = Ranking.EMPTY;

  @Setup
  public void make() {
    Random random = new Random(3);
    keyword = ranking(random, 20);
    vector = ranking(random, 1);
  }

  private Ranking ranking(Random random, double most) {
    List<Scored> chunks =
        random
            .ints(0, candidates * 3)
            .distinct()
            .limit(candidates)
            .mapToObj(doc -> new Scored(doc, random.nextDouble(most)))
            .toList();
    return Ranking.of(chunks);
  }

  @Benchmark
  public Object minMax() {
    return Fuser.fuse(Fusion.minMax(0.5), keyword, vector);
  }

  @Benchmark
  public Object reciprocalRank() {
    return Fuser.fuse(Fusion.rrf(60), keyword, vector);
  }
}
