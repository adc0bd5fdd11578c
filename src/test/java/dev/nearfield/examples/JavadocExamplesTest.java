package dev.nearfield.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every public type shows an example in its Javadoc, and every example shown is a test's code. */
final class JavadocExamplesTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Path MAIN = PROJECT.resolve("src/main/java");
  private static final Path TESTS = PROJECT.resolve("src/test/java");

  /** The command is used from a shell; its own help has its examples. */
  private static final Path COMMAND = MAIN.resolve("dev/nearfield/cli");

  /** The Javadoc directly above a public type that begins its line, annotations between. */
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?:^/\\*\\*(?<javadoc>(?:(?!\\*/)(?s:.))*+)\\*/\\n)?(?:^@.*\\n)*"
              + "^public (?:(?:abstract|final|sealed|non-sealed|strictfp) )*"
              + "(?:class|record|interface|@interface|enum) (?<name>\\w+)",
          Pattern.MULTILINE);

  private static final Pattern SNIPPET = Pattern.compile("\\{@snippet\\b(?<attributes>[^}]*)}");
  private static final Pattern REGION =
      Pattern.compile("\\s*class=\"(?<class>[\\w.]+)\"\\s+region=\"(?<region>[\\w-]+)\"\\s*");

  @Test
  void everyPublicTypeShowsAnExample() {
    Set<String> without = new TreeSet<>();
    int types = 0;
    for (Path source : sources()) {
      for (MatchResult type : PUBLIC_TYPE.matcher(read(source)).results().toList()) {
        types++;
        String javadoc = type.group("javadoc");
        if (javadoc == null || !SNIPPET.matcher(javadoc).find()) {
          without.add(type.group("name"));
        }
      }
    }
    assertEquals(Set.of(), without);
    assertTrue(types > 50, "only " + types + " public types were seen");
  }

  @Test
  void everyExampleIsARegionOfATest() {
    Set<String> missing = new TreeSet<>();
    int examples = 0;
    for (Path source : sources()) {
      Matcher snippet = SNIPPET.matcher(read(source));
      while (snippet.find()) {
        examples++;
        Matcher region = REGION.matcher(snippet.group("attributes"));
        if (!region.matches() || !isThere(region.group("class"), region.group("region"))) {
          missing.add(source.getFileName() + ": " + snippet.group());
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(examples > 50, "only " + examples + " examples were seen");
  }

  @Test
  void noRegionOfAnExampleIsLeftOver() {
    Set<String> shown = new TreeSet<>();
    for (Path source : sources()) {
      Matcher snippet = SNIPPET.matcher(read(source));
      while (snippet.find()) {
        Matcher region = REGION.matcher(snippet.group("attributes"));
        if (region.matches()) {
          shown.add(region.group("class") + " " + region.group("region"));
        }
      }
    }
    Set<String> unused = new TreeSet<>();
    for (Path test : javaFiles(TESTS.resolve("dev/nearfield/examples"))) {
      String name = test.getFileName().toString().replace(".java", "");
      if (name.endsWith("ExamplesTest") && !name.equals("JavadocExamplesTest")) {
        for (String region : Regions.of(test).keySet()) {
          unused.add("dev.nearfield.examples." + name + " " + region);
        }
      }
    }
    unused.removeAll(shown);
    assertEquals(Set.of(), unused);
  }

  private static boolean isThere(String className, String region) {
    Path test = TESTS.resolve(className.replace('.', '/') + ".java");
    return Files.isRegularFile(test) && !Regions.of(test).getOrDefault(region, "").isBlank();
  }

  private static List<Path> sources() {
    return javaFiles(MAIN).stream().filter(source -> !source.startsWith(COMMAND)).toList();
  }

  private static List<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
