package dev.nearfield.cli;

import dev.nearfield.Snapshot;
import dev.nearfield.model.StorageException;
import dev.nearfield.store.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nearfield info}: what a collection says of itself. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Prints a collection's manifest, counts and size.",
    footer = {"", "Example:", "  nearfield info --collection eval-scifact-all-minilm-l6-v2"})
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CollectionOptions collection = new CollectionOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = collection.folder();
    try (Snapshot snapshot = Snapshot.open(folder)) {
      Manifest manifest = snapshot.manifest();
      line(out, "collection", folder);
      line(out, "format", manifest.formatVersion() + ", written by " + manifest.writtenBy());
      line(out, "created", manifest.created());
      line(out, "model", manifest.model());
      line(out, "similarity", manifest.similarity());
      line(out, "analyzer", manifest.analyzer());
      line(out, "chunking", manifest.chunking());
      line(out, "documents", snapshot.count());
      line(out, "chunks", snapshot.chunkCount());
      line(out, "bytes on disk", bytes(folder));
    }
    return 0;
  }

  private static void line(PrintWriter out, String name, Object value) {
    out.printf("  %-14s %s%n", name, value);
  }

  private static long bytes(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      long sum = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        sum += Files.size(file);
      }
      return sum;
    } catch (IOException e) {
      throw new StorageException("The folder " + folder + " cannot be read: " + e, e);
    }
  }
}
