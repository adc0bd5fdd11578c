package dev.nearfield.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium; the test is skipped where none is installed. */
final class Chromium {
  private static final List<String> NAMES =
      List.of(
          "chromium-headless-shell",
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable",
          "chrome-headless-shell");

  private final Path program;
  private final Path folder;

  private Chromium(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** One that keeps its files in a folder. */
  static Chromium find(Path folder) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    Optional<Path> program =
        Stream.of(path.split(File.pathSeparator))
            .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        program.isPresent(),
        "no Chromium on the PATH; on Debian, apt-get install chromium-headless-shell");
    return new Chromium(program.orElseThrow(), folder);
  }

  /**
   * What Chromium made of a page.
   *
   * @param document its elements, as HTML
   * @param log what it logged, messages of the page's console among it
   */
  record Page(String document, String log) {}

  /** Opens a page; the net log, a list of what was asked of the network, is written beside. */
  Page open(Path page, Path netLog) throws IOException, InterruptedException {
    List<String> more = List.of("--enable-logging=stderr", "--log-net-log=" + netLog, "--dump-dom");
    Path document = folder.resolve("document.html");
    Path log = folder.resolve("log.txt");
    run(page, more, document, log);
    return new Page(Files.readString(document), Files.readString(log));
  }

  void picture(Path page, Path png, int width, int height, boolean dark)
      throws IOException, InterruptedException {
    List<String> more =
        List.of(
            "--screenshot=" + png,
            "--window-size=" + width + "," + height,
            "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
    run(page, more, folder.resolve("out.txt"), folder.resolve("log.txt"));
  }

  private void run(Path page, List<String> more, Path out, Path log)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(more);
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended, "Chromium does not end: " + Files.readString(log));
    assertEquals(0, process.exitValue(), Files.readString(log));
  }
}
