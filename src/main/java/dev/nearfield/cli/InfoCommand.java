package dev.nearfield.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.DataEntry;
import dev.nearfield.Snapshot;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelMismatchException;
import dev.nearfield.model.StorageException;
import dev.nearfield.search.RecallCurve;
import dev.nearfield.store.ChunkLengths;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.Footprint;
import dev.nearfield.store.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nearfield info}: what a collection says of itself, and what it takes. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description =
        "Prints a collection's manifest and counts, what it takes on disk and of memory, and how"
            + " long its chunks are.",
    footer = {"", "Example:", "  nearfield info --collection eval-scifact-all-minilm-l6-v2"})
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = collection.folder();
    try (Snapshot snapshot = Snapshot.open(folder)) {
      if (json) {
        Json.print(out, object(folder, snapshot));
      } else {
        print(out, folder, snapshot);
      }
    }
    return 0;
  }

  private static void print(PrintWriter out, Path folder, Snapshot snapshot) {
    Manifest manifest = snapshot.manifest();
    Footprint footprint = snapshot.footprint();
    Labelled.print(out, "collection", folder);
    Labelled.print(
        out, "format", manifest.formatVersion() + ", written by " + manifest.writtenBy());
    Labelled.print(out, "created", manifest.created());
    Labelled.print(out, "last commit", CollectionView.lastCommit(folder));
    Labelled.print(out, "model", manifest.model());
    Labelled.print(out, "adapter", adapter(snapshot));
    Labelled.print(out, "similarity", manifest.similarity());
    Labelled.print(out, "analyzer", manifest.analyzer());
    Labelled.print(out, "chunking", manifest.chunking());
    Labelled.print(out, "encoding", manifest.indexing().encoding());
    Labelled.print(out, "graph", manifest.indexing().graph());
    Labelled.print(out, "search", search(snapshot));
    Labelled.print(out, "recall", recall(manifest));
    Labelled.print(out, "documents", snapshot.count());
    Labelled.print(out, "chunks", snapshot.chunkCount());
    Labelled.print(out, "segments", footprint.segments());
    Labelled.print(out, "deleted", footprint.deleted() + " entries that wait for a merge");
    Labelled.print(out, "bytes on disk", DataEntry.bytes(folder));
    for (Footprint.Part part : Footprint.Part.values()) {
      Labelled.print(out, "  " + name(part), footprint.bytes(part));
    }
    Labelled.print(out, "memory", memory(footprint, LinuxProc.availableMemory()));
    print(out, snapshot.chunkLengths());
  }

  private static String search(Snapshot snapshot) {
    boolean own = !snapshot.manifest().search().isEmpty();
    return snapshot.searchDefaults() + (own ? " (its own)" : " (standard)");
  }

  /** A damaged calibration must not hide what else there is to tell. */
  private static String recall(Manifest manifest) {
    try {
      return RecallCurve.of(manifest.calibration())
          .map(RecallCurve::toString)
          .orElse("not calibrated");
    } catch (InvalidInputException e) {
      return e.getMessage();
    }
  }

  /** A damaged adapter must not hide what else there is to tell. */
  private static String adapter(Snapshot snapshot) {
    try {
      return snapshot.adapter().map(QueryAdapter::toString).orElse("none");
    } catch (StorageException | ModelMismatchException e) {
      return "cannot be used. " + e.getMessage();
    }
  }

  private static String memory(Footprint footprint, OptionalLong available) {
    String vectors =
        Bytes.text(footprint.offHeapBytes()) + " outside the heap for vectors and graph";
    if (available.isEmpty()) {
      return vectors;
    }
    String free = vectors + ", of " + Bytes.text(available.getAsLong()) + " available";
    return footprint.offHeapBytes() < available.getAsLong()
        ? free
        : free + ": searches will wait for the disk; give the machine more memory";
  }

  private static void print(PrintWriter out, ChunkLengths lengths) {
    Labelled.print(
        out,
        "chunk lengths",
        String.format(
            Locale.ROOT,
            "%d to %d characters, %.1f on average",
            lengths.least(),
            lengths.most(),
            lengths.mean()));
    Bars.print(out, lengths);
  }

  private static ObjectNode object(Path folder, Snapshot snapshot) {
    Manifest manifest = snapshot.manifest();
    Footprint footprint = snapshot.footprint();
    ObjectNode object = Json.object();
    object.put("collection", folder.toString());
    object.put("format", manifest.formatVersion());
    object.put("writtenBy", manifest.writtenBy());
    Json.put(object, "created", manifest.created());
    Json.put(object, "lastCommit", CollectionView.lastCommit(folder));
    object
        .putObject("model")
        .put("name", manifest.model().name())
        .put("revision", manifest.model().revision())
        .put("dimension", manifest.model().dimension())
        .put("pooling", manifest.model().pooling())
        .put("normalized", manifest.model().normalized());
    object.put("adapter", adapter(snapshot));
    object.put("similarity", manifest.similarity().name());
    object.put("analyzer", manifest.analyzer());
    object.put("chunking", manifest.chunking());
    object.put("encoding", manifest.indexing().encoding().toString());
    object
        .putObject("graph")
        .put("links", manifest.indexing().graph().links())
        .put("beam", manifest.indexing().graph().beam());
    ObjectNode search = object.putObject("search");
    snapshot.searchDefaults().toSettings().forEach(search::put);
    ObjectNode recall = object.putObject("recall");
    manifest.calibration().forEach(recall::put);
    object.put("documents", snapshot.count());
    object.put("chunks", snapshot.chunkCount());
    object.put("segments", footprint.segments());
    object.put("deletedEntries", footprint.deleted());
    object.put("bytesOnDisk", DataEntry.bytes(folder));
    ObjectNode parts = object.putObject("bytesByPart");
    for (Footprint.Part part : Footprint.Part.values()) {
      parts.put(name(part), footprint.bytes(part));
    }
    object.put("offHeapBytes", footprint.offHeapBytes());
    LinuxProc.availableMemory().ifPresent(bytes -> object.put("availableMemoryBytes", bytes));
    put(object.putObject("chunkLengths"), snapshot.chunkLengths());
    return object;
  }

  private static void put(ObjectNode object, ChunkLengths lengths) {
    object.put("least", lengths.least());
    object.put("mean", lengths.mean());
    object.put("most", lengths.most());
    object.put("rangeWidth", lengths.width());
    ArrayNode counts = object.putArray("counts");
    lengths.counts().forEach(counts::add);
  }

  private static String name(Footprint.Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
