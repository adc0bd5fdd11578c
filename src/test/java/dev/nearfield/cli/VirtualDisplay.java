package dev.nearfield.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** An X server without a screen; the test is skipped where Xvfb is not installed. */
final class VirtualDisplay implements AutoCloseable {
  private final Process server;
  private final String name;

  private VirtualDisplay(Process server, String name) {
    this.server = server;
    this.name = name;
  }

  static VirtualDisplay start() throws IOException {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    assumeTrue(
        Stream.of(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "Xvfb"))),
        "no Xvfb on the PATH; on Debian, apt-get install xvfb");
    // Takes a free display and writes its number, once it can be used.
    Process server =
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = server.inputReader();
    String number = out.readLine();
    assertTrue(number != null, "Xvfb ended without a display");
    return new VirtualDisplay(server, ":" + number);
  }

  /** For the variable DISPLAY. */
  String name() {
    return name;
  }

  @Override
  public void close() {
    server.destroy();
  }
}
