package dev.nearfield.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link DamageProbe} in a process with little memory, started anew when it was killed. */
final class DamagedProcess implements AutoCloseable {
  private static final int SECONDS = 60;
  private static final String END = "the process ended";

  private final Path temporary;
  private final int megabytes;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private @Nullable Process process;

  /**
   * @param megabytes the largest collection whose checksums are compared when it is opened
   */
  DamagedProcess(Path temporary, int megabytes) {
    this.temporary = temporary;
    this.megabytes = megabytes;
  }

  /** The answer to a question, or {@code hang} or {@code crash}. */
  String ask(String mode, Path folder) throws IOException, InterruptedException {
    Process asked = started();
    OutputStream out = asked.getOutputStream();
    out.write((mode + " " + folder + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    String line = lines.poll(SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      stop();
      return "hang for " + SECONDS + " s";
    }
    if (line.equals(END)) {
      int code = asked.waitFor();
      stop();
      return "crash with exit code " + code;
    }
    return line;
  }

  private Process started() throws IOException {
    if (process != null) {
      return process;
    }
    lines.clear();
    Process fresh =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xmx96m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:ErrorFile=" + temporary.resolve("crash-%p.log"),
                    "--enable-native-access=ALL-UNNAMED",
                    "-D" + Checksums.PROPERTY + "=" + megabytes,
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("java.class.path", ""),
                    DamageProbe.class.getName()))
            .redirectError(temporary.resolve("errors.txt").toFile())
            .start();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(
                      new InputStreamReader(fresh.getInputStream(), StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
              } catch (IOException | java.io.UncheckedIOException e) {
                lines.add(e.toString());
              } finally {
                lines.add(END);
              }
            });
    process = fresh;
    return fresh;
  }

  private void stop() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
      process = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
