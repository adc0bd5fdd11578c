package dev.nearfield.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux tells of the machine and of this process; empty on other systems. */
final class LinuxProc {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private LinuxProc() {}

  /** The bytes that programs can have, the page cache included: what vectors can be cached in. */
  static OptionalLong availableMemory() {
    OptionalLong kilobytes = number("/proc/meminfo", "MemAvailable:");
    return kilobytes.isPresent()
        ? OptionalLong.of(kilobytes.getAsLong() * 1_024)
        : OptionalLong.empty();
  }

  /** How many files a process may map into memory. */
  static OptionalLong mostMaps() {
    return number("/proc/sys/vm/max_map_count", "");
  }

  /** How many files this process may have open. */
  static OptionalLong mostOpenFiles() {
    return number("/proc/self/limits", "Max open files");
  }

  private static OptionalLong number(String file, String lineStart) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return OptionalLong.empty();
    }
    try {
      for (String line : Files.readAllLines(path)) {
        Matcher number = NUMBER.matcher(line);
        if (line.startsWith(lineStart) && number.find()) {
          return OptionalLong.of(Long.parseLong(number.group()));
        }
      }
      return OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty(); // some containers forbid it; then it is as on other systems
    }
  }
}
