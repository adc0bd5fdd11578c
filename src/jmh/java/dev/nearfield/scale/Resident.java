package dev.nearfield.scale;

import dev.nearfield.store.Footprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The pages of a collection's files that this process has mapped and that are in memory. */
final class Resident {
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");

  private Resident() {}

  /** Bytes by part, as Linux counts them. */
  static Map<String, Long> byPart(Path folder) throws IOException {
    if (!Files.isReadable(MAPPINGS)) {
      throw new IOException(
          "There is no " + MAPPINGS + " here, so resident pages cannot be counted. Run on Linux.");
    }
    return byPart(folder.toRealPath().toString(), Files.readAllLines(MAPPINGS));
  }

  static Map<String, Long> byPart(String folder, List<String> lines) {
    Map<String, Long> bytes = new TreeMap<>();
    String part = "";
    for (String line : lines) {
      String[] words = line.split("\\s+");
      if (!words[0].endsWith(":")) {
        String file = words[words.length - 1];
        part = file.startsWith(folder + "/") ? part(file) : "";
      } else if (words[0].equals("Rss:") && !part.isEmpty()) {
        bytes.merge(part, Long.parseLong(words[1]) * 1_024, Long::sum);
      }
    }
    return bytes;
  }

  private static String part(String file) {
    return Footprint.Part.ofFile(file).name().toLowerCase(Locale.ROOT);
  }
}
