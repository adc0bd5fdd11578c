package dev.nearfield.cli;

import dev.nearfield.Snapshot;
import dev.nearfield.store.CollectionRewrite;
import dev.nearfield.store.VectorIndexing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nearfield rewrite}: indexes a collection's vectors in another way. */
@Command(
    name = "rewrite",
    mixinStandardHelpOptions = true,
    description =
        "Indexes a collection's vectors in another way: builds the graph anew and merges the index"
            + " to one segment. Nothing is embedded again. Needs the collection's size once more on"
            + " the disk; when it is broken off, the collection is as it was.",
    footer = {
      "",
      "Examples:",
      "  nearfield rewrite --collection handbook --encoding tiny",
      "  nearfield rewrite --collection handbook --links 32 --beam 200"
    })
final class RewriteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Mixin private VectorOptions vectors = new VectorOptions();

  @Override
  public Integer call() {
    if (!vectors.told()) {
      throw new ParameterException(
          spec.commandLine(), "Say what is to change: --encoding, --links or --beam.");
    }
    Path folder = collection.folder();
    State before = State.of(folder);
    CollectionRewrite.rewrite(folder, vectors.over(before.indexing));
    State after = State.of(folder);
    PrintWriter out = spec.commandLine().getOut();
    Labelled.print(out, "collection", folder);
    Labelled.print(out, "before", before);
    Labelled.print(out, "now", after);
    return 0;
  }

  /** What is told before and after. */
  private record State(VectorIndexing indexing, int chunks, long memory) {
    static State of(Path folder) {
      try (Snapshot snapshot = Snapshot.open(folder)) {
        return new State(
            snapshot.manifest().indexing(),
            snapshot.chunkCount(),
            snapshot.footprint().offHeapBytes());
      }
    }

    @Override
    public String toString() {
      return "%s: %,d chunks, %s outside the heap".formatted(indexing, chunks, Bytes.text(memory));
    }
  }
}
