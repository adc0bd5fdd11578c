package dev.nearfield.peers;

import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import org.jspecify.annotations.Nullable;

/** The port of hnswlib to Java. */
final class HnswlibPeer implements Peer {
  private @Nullable HnswIndex<Integer, float[], Vector, Float> index;

  /** A vector and its place. */
  @SuppressWarnings("ArrayRecordComponent") // what the library asks for
  private record Vector(Integer id, float[] vector) implements Item<Integer, float[]> {
    @Override
    public int dimensions() {
      return vector.length;
    }
  }

  @Override
  public String name() {
    return "hnswlib-core";
  }

  @Override
  public String settings() {
    return "16 links (32 on the lowest level), beam 100, inner product, in memory";
  }

  @Override
  public void build(float[][] vectors) {
    index =
        HnswIndex.newBuilder(
                vectors[0].length, DistanceFunctions.FLOAT_INNER_PRODUCT, vectors.length)
            .withM(LINKS)
            .withEfConstruction(BEAM)
            .build();
    for (int i = 0; i < vectors.length; i++) {
      index.add(new Vector(i, vectors[i]));
    }
  }

  @Override
  public int[] search(float[] question, int effort) {
    if (index == null) {
      throw new IllegalStateException("The index is not built.");
    }
    index.setEf(effort);
    return index.findNearest(question, HITS).stream().mapToInt(found -> found.item().id).toArray();
  }

  @Override
  public void close() {}
}
