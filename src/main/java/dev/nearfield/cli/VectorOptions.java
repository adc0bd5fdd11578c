package dev.nearfield.cli;

import dev.nearfield.store.GraphParameters;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a collection's vectors are to be indexed. What is not told stays as it is. */
final class VectorOptions {
  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "In how many bits the graph compares vectors, one of ${COMPLETION-CANDIDATES}"
              + " (32, 8, 4, 1 a component; of a new collection full).")
  private @Nullable VectorEncoding encoding;

  @Option(
      names = "--links",
      paramLabel = "N",
      description = "How many neighbours a node of the graph has (of a new collection 16).")
  private @Nullable Integer links;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "How many candidates are looked at to find a node's neighbours (of a new collection"
              + " 100).")
  private @Nullable Integer beam;

  boolean told() {
    return encoding != null || links != null || beam != null;
  }

  VectorIndexing over(VectorIndexing unlessTold) {
    GraphParameters graph = unlessTold.graph();
    return new VectorIndexing(
        encoding == null ? unlessTold.encoding() : encoding,
        new GraphParameters(
            links == null ? graph.links() : links, beam == null ? graph.beam() : beam));
  }
}
