package dev.nearfield.embed.onnx;

import java.util.Locale;
import java.util.Map;

/**
 * The operating system and processor, by the names that libraries have for their folders.
 *
 * @param system {@code linux}, {@code osx} or {@code win}, or what Java calls another
 * @param processor {@code x86_64} or {@code aarch64}, or what Java calls another
 */
record Platform(String system, String processor) {
  /** Those for which both ONNX Runtime and the tokenizers bring native libraries. */
  static final String KNOWN = "Linux on x86-64 and AArch64, macOS on AArch64, Windows on x86-64";

  private static final Map<String, String> ONNX_RUNTIME_PROCESSORS = Map.of("x86_64", "x64");

  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String osName, String osArch) {
    String name = osName.toLowerCase(Locale.ROOT);
    String system =
        name.startsWith("linux")
            ? "linux"
            : name.startsWith("mac") ? "osx" : name.startsWith("windows") ? "win" : osName;
    return new Platform(system, osArch.equals("amd64") ? "x86_64" : osArch);
  }

  boolean isWindows() {
    return system.equals("win");
  }

  boolean isMac() {
    return system.equals("osx");
  }

  /** As the tokenizers' jar writes it: {@code linux-x86_64}. */
  String forTokenizers() {
    return system + "-" + processor;
  }

  /** As ONNX Runtime's jar writes it: {@code linux-x64}. */
  String forOnnxRuntime() {
    return system + "-" + ONNX_RUNTIME_PROCESSORS.getOrDefault(processor, processor);
  }
}
