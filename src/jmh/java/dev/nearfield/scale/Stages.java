package dev.nearfield.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/** What a bench has done: each stage's figures in a JSON file, so that none is done twice. */
record Stages(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The figures of a stage, from its file or by doing it. */
  <T> T once(String name, Class<T> type, Supplier<T> work) {
    Path file = folder.resolve(name + ".json");
    try {
      if (Files.exists(file)) {
        return JSON.readValue(file.toFile(), type);
      }
      T done = work.get();
      write(file, done);
      System.out.println(name + ": " + done);
      return done;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Figures as one line of JSON. */
  static String json(Object figures) {
    try {
      return JSON.writeValueAsString(figures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes figures as JSON. */
  static void write(Path file, Object figures) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.writeString(
        partial, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
