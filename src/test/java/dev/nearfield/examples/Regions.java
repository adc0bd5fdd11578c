package dev.nearfield.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The regions of a source file that documents show, each as code without its indentation. */
final class Regions {
  private static final Pattern START = Pattern.compile("\\s*// @start region=\"([a-z-]+)\"");
  private static final Pattern END = Pattern.compile("\\s*// @end");

  private Regions() {}

  /** By name, in the order of their beginnings; of several of one name the last. */
  static Map<String, String> of(Path source) {
    var regions = new LinkedHashMap<String, List<String>>();
    Deque<List<String>> open = new ArrayDeque<>();
    for (String line : lines(source)) {
      Matcher start = START.matcher(line);
      if (start.matches()) {
        List<String> region = new ArrayList<>();
        regions.put(start.group(1), region);
        open.push(region);
      } else if (END.matcher(line).matches()) {
        open.pop();
      } else {
        open.forEach(region -> region.add(line));
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(source + " has a region without an end.");
    }
    var code = new LinkedHashMap<String, String>();
    regions.forEach((name, region) -> code.put(name, String.join("\n", region).stripIndent()));
    return Collections.unmodifiableMap(code);
  }

  private static List<String> lines(Path source) {
    try {
      return Files.readAllLines(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
