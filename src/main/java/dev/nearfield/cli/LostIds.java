package dev.nearfield.cli;

import dev.nearfield.model.StorageException;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A new file of ids, made when the first comes. */
final class LostIds implements Closeable {
  private final Path file;
  private @Nullable BufferedWriter writer;

  LostIds(Path file) {
    this.file = file;
  }

  void add(String id) {
    try {
      if (writer == null) {
        writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW);
      }
      writer.write(id);
      writer.newLine();
      writer.flush();
    } catch (FileAlreadyExistsException e) {
      throw new StorageException(
          "The file " + file + " exists. Nothing was repaired; name a new one with --lost.", e);
    } catch (IOException e) {
      throw new StorageException(
          "The file " + file + " cannot be written: " + e + ". Nothing was repaired.", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
