package dev.nearfield.peers;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** JVector's graph in memory, with one searcher that is used again. */
final class JVectorPeer implements Peer {
  private static final VectorTypeSupport TYPES =
      VectorizationProvider.getInstance().getVectorTypeSupport();
  private static final VectorSimilarityFunction DOT = VectorSimilarityFunction.DOT_PRODUCT;

  private @Nullable ListRandomAccessVectorValues values;
  private @Nullable GraphSearcher searcher;

  @Override
  public String name() {
    return "JVector";
  }

  @Override
  public String settings() {
    return "32 links, beam 100, overflow 1.2, alpha 1.2, float32 in memory";
  }

  @Override
  public void build(float[][] vectors) throws IOException {
    List<VectorFloat<?>> list = new ArrayList<>();
    for (float[] vector : vectors) {
      list.add(TYPES.createFloatVector(vector));
    }
    int dimension = vectors[0].length;
    values = new ListRandomAccessVectorValues(list, dimension);
    ForkJoinPool one = new ForkJoinPool(1);
    try (GraphIndexBuilder builder =
        GraphIndexBuilder.builder(
                BuildScoreProvider.randomAccessScoreProvider(values, DOT), dimension, 2 * LINKS)
            .withBeamWidth(BEAM)
            .withNeighborOverflow(1.2f)
            .withAlpha(1.2f)
            .withSimdExecutor(one)
            .withParallelExecutor(one)
            .build()) {
      searcher = new GraphSearcher(builder.build(values));
    } finally {
      one.shutdown();
    }
  }

  @Override
  public int[] search(float[] question, int effort) {
    if (searcher == null || values == null) {
      throw new IllegalStateException("The graph is not built.");
    }
    var scores = DefaultSearchScoreProvider.exact(TYPES.createFloatVector(question), DOT, values);
    SearchResult found = searcher.search(scores, HITS, effort, 0, 0, Bits.ALL);
    return Arrays.stream(found.getNodes()).mapToInt(node -> node.node).toArray();
  }

  @Override
  public void close() throws IOException {
    if (searcher != null) {
      searcher.close();
    }
  }
}
