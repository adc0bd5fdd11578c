package dev.nearfield.eval.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What figures were measured on.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="report"}
 *
 * @param processor its name, or the architecture where the system does not tell one
 * @param cores how many processors this Java may use
 * @param heapBytes the most memory that this Java may use for objects
 * @param java the version and vendor of Java
 * @param system the operating system and its version
 */
public record Machine(String processor, int cores, long heapBytes, String java, String system) {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  /** The machine that this runs on. */
  public static Machine here() {
    return new Machine(
        processorName().orElseGet(() -> property("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory(),
        property("java.vm.name") + " " + Runtime.version() + ", " + property("java.vendor"),
        property("os.name") + " " + property("os.version") + " " + property("os.arch"));
  }

  /** On Linux, and not in every container or on every architecture. */
  private static Optional<String> processorName() {
    if (!Files.isReadable(CPU)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(CPU, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // then it is as on other systems
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
