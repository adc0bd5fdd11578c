package dev.nearfield.store;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a collection's vectors are indexed.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="rewrite"}
 *
 * @param encoding in how many bits the graph compares them
 * @param graph how the graph is built
 */
public record VectorIndexing(VectorEncoding encoding, GraphParameters graph) {
  /** That of a collection whose manifest says nothing else. */
  public static final VectorIndexing DEFAULT =
      new VectorIndexing(VectorEncoding.FULL, GraphParameters.DEFAULT);

  private static final String ENCODING = "nearfield.vectors.encoding";
  private static final String LINKS = "nearfield.vectors.links";
  private static final String BEAM = "nearfield.vectors.beam";

  /** An encoding with the default graph. */
  public static VectorIndexing of(VectorEncoding encoding) {
    return DEFAULT.encoding(encoding);
  }

  /** With another encoding. */
  public VectorIndexing encoding(VectorEncoding encoding) {
    return new VectorIndexing(encoding, graph);
  }

  /** With a graph that is built otherwise. */
  public VectorIndexing graph(GraphParameters graph) {
    return new VectorIndexing(encoding, graph);
  }

  /** What differs from the default; versions before there was a choice read the rest. */
  Map<String, String> toCommitData() {
    Map<String, String> data = new LinkedHashMap<>();
    if (encoding != DEFAULT.encoding) {
      data.put(ENCODING, encoding.toString());
    }
    if (!graph.equals(DEFAULT.graph)) {
      data.put(LINKS, Integer.toString(graph.links()));
      data.put(BEAM, Integer.toString(graph.beam()));
    }
    return data;
  }

  static VectorIndexing fromCommitData(Map<String, String> data) {
    GraphParameters graph = DEFAULT.graph;
    return new VectorIndexing(
        VectorEncoding.named(data.getOrDefault(ENCODING, DEFAULT.encoding.toString())),
        new GraphParameters(
            Integer.parseInt(data.getOrDefault(LINKS, Integer.toString(graph.links()))),
            Integer.parseInt(data.getOrDefault(BEAM, Integer.toString(graph.beam())))));
  }

  /** Puts this in the place of what the data of a commit have. */
  void replaceIn(Map<String, String> commitData) {
    commitData.remove(ENCODING);
    commitData.remove(LINKS);
    commitData.remove(BEAM);
    commitData.putAll(toCommitData());
  }

  /** As "tiny, 16 links, beam 100". */
  @Override
  public String toString() {
    return encoding + ", " + graph;
  }
}
