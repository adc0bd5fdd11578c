package dev.nearfield.hostile;

import dev.nearfield.IngestEvent;
import dev.nearfield.IngestOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.cli.CommandRun;
import dev.nearfield.ingest.Folder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a row of the table plays.
 *
 * @param store an open store that holds the documents of {@link Fingerprint}
 * @param collection its folder
 * @param files an empty folder for files to ingest
 * @param outside another empty folder
 */
record Ground(VectorStore store, Path collection, Path files, Path outside) {

  Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] bytes) throws IOException {
    return Files.write(files.resolve(name), bytes);
  }

  /** What is said of the files while they are brought in. */
  List<String> ingest() {
    return ingest(IngestOptions.defaults());
  }

  List<String> ingest(IngestOptions options) {
    List<String> said = new ArrayList<>();
    store.ingest(
        Folder.of(files),
        options,
        event -> {
          switch (event) {
            case IngestEvent.Failed(String name, String reason) -> said.add(name + ": " + reason);
            case IngestEvent.Skipped(String name, String reason) -> said.add(name + ": " + reason);
            case IngestEvent.Found found -> {}
            case IngestEvent.File file -> {}
            case IngestEvent.Progress progress -> {}
          }
        });
    return said;
  }

  /** The exit code of a command, and what it complained of. */
  List<String> command(Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    return List.of("exit code " + run.exitCode(), run.err());
  }
}
