package dev.nearfield.peers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/** The places of the vectors that are nearest to a question, by comparing with every one. */
final class Nearest {
  private Nearest() {}

  static int[] of(float[] question, float[][] vectors, int count) {
    float[] products = new float[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      products[i] = VectorUtil.dotProduct(question, vectors[i]);
    }
    float[] sorted = products.clone();
    Arrays.sort(sorted);
    float least = sorted[Math.max(0, sorted.length - count)];
    return IntStream.range(0, products.length)
        .filter(i -> products[i] >= least)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -products[i]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
