package dev.nearfield.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of Java with this one's class path, which prints its figures as one line of JSON.
 *
 * @param command what is run
 */
record Child(List<String> command) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A main class and its arguments, with options of Java as {@code -Xmx512m}. */
  static Child java(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new Child(command);
  }

  <T> T run(Class<T> figures) {
    try {
      return figures(start(), figures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it; what it says of trouble is seen here. */
  Process start() throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Waits for its figures, the last line that it prints. */
  static <T> T figures(Process process, Class<T> figures) throws IOException {
    String last = "";
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    }
    int code = process.onExit().join().exitValue();
    if (code != 0 || last.isEmpty()) {
      throw new IOException("A process of the bench ended with " + code + " and no figures.");
    }
    return JSON.readValue(last, figures);
  }
}
