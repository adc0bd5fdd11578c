package dev.nearfield.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tour as the page tells it: pieces of code, each with what it prints. */
final class TourPage {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n((?s:.*?))^```$", Pattern.MULTILINE);

  private TourPage() {}

  /**
   * One piece of code.
   *
   * @param code the code
   * @param output what the page says that it prints; empty when it says nothing
   */
  record Step(String code, String output) {}

  static List<Step> steps(Path page) {
    List<Step> steps = new ArrayList<>();
    Matcher block = BLOCK.matcher(read(page));
    while (block.find()) {
      String content = block.group(2);
      switch (block.group(1)) {
        case "java" -> steps.add(new Step(content.stripIndent().strip(), ""));
        case "text" -> steps.add(new Step(steps.removeLast().code(), content));
        default -> {}
      }
    }
    return steps;
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
