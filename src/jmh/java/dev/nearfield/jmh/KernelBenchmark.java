package dev.nearfield.jmh;

import dev.nearfield.model.Embedding;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.util.VectorUtil;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Comparing two vectors: in Lucene's graph, and for the distance of a hit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {
  @Param({"384", "1024"})
  public int dimension;

  private float[] one = new float[0];
  private float[] other = new float[0];
  private Embedding oneEmbedding = Embedding.of(1);
  private Embedding otherEmbedding = Embedding.of(1);

  @Setup
  public void make() {
    Random random = new Random(3);
    one = unit(random);
    other = unit(random);
    oneEmbedding = Embedding.of(one);
    otherEmbedding = Embedding.of(other);
  }

  private float[] unit(Random random) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(vector).normalized().toArray();
  }

  @Benchmark
  public float luceneDotProduct() {
    return VectorUtil.dotProduct(one, other);
  }

  @Benchmark
  public double cosineOfAHit() {
    return oneEmbedding.cosine(otherEmbedding);
  }

  @Benchmark
  public Embedding normalizedQuestion() {
    return oneEmbedding.normalized();
  }
}
