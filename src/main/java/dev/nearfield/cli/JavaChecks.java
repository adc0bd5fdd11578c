package dev.nearfield.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Whether this Java is as Nearfield likes it. */
final class JavaChecks {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final int LEAST_BITS = 128;
  private static final long LITTLE_HEAP = 256_000_000;

  private JavaChecks() {}

  static List<Check> all() {
    return List.of(jdk(), vectorApi(), heap(), fileNames());
  }

  private static Check jdk() {
    return Check.ok(
        "JDK",
        Runtime.version()
            + " of "
            + System.getProperty("java.vendor")
            + " in "
            + System.getProperty("java.home"));
  }

  /** Lucene compares vectors with it when the module is there and its vectors are wide enough. */
  private static Check vectorApi() {
    String name = "vector API";
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return Check.warn(
          name,
          "not in use, so comparing vectors is several times slower",
          "Start Java with --add-modules " + VECTOR_MODULE + ", as the launcher does.");
    }
    int bits = preferredBits();
    return bits >= LEAST_BITS
        ? Check.ok(name, "in use, " + bits + " bits wide")
        : Check.warn(
            name,
            "not in use: this processor has vectors of " + bits + " bits",
            "Use a machine with vectors of at least " + LEAST_BITS + " bits.");
  }

  /** Asked by name, because the module is not there when this is compiled. */
  private static int preferredBits() {
    try {
      Class<?> shape = Class.forName(VECTOR_MODULE + ".VectorShape");
      Object preferred = shape.getMethod("preferredShape").invoke(null);
      return (int) shape.getMethod("vectorBitSize").invoke(preferred);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The vector API of this JDK is another: " + e, e);
    }
  }

  private static Check heap() {
    long most = Runtime.getRuntime().maxMemory();
    String finding = Bytes.text(most) + " at the most";
    return most >= LITTLE_HEAP
        ? Check.ok("heap", finding)
        : Check.warn("heap", finding, "Set NEARFIELD_JAVA_OPTS=-Xmx1g to write collections.");
  }

  private static Check fileNames() {
    String names = System.getProperty("sun.jnu.encoding", "");
    String finding =
        "file names "
            + names
            + ", texts "
            + Charset.defaultCharset()
            + ", locale "
            + Locale.getDefault().toLanguageTag();
    return names.equalsIgnoreCase(StandardCharsets.UTF_8.name())
        ? Check.ok("character set", finding)
        : Check.warn(
            "character set",
            finding,
            "Set LC_ALL=C.UTF-8, or file names with other letters than English cannot be read.");
  }
}
