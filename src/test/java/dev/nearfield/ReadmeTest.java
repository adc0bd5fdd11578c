package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says that can be checked. */
final class ReadmeTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");
  private static final Pattern JAR = Pattern.compile("`([a-z0-9_-]+)`(?: \\|)? (\\d+\\.\\d)");
  private static final Pattern TOTAL = Pattern.compile("Together (\\d+\\.\\d) MB");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>\\s*(.*?)\\s*</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
  private static final Pattern JAR_FILE = Pattern.compile("(.+?)-\\d+\\..*\\.jar");
  private static final double ROUNDED = 0.15;

  private final String readme = read("README.md");

  @Test
  void theFirstTwoMavenLinesAreTheCommands() {
    List<String> lines = readme.lines().filter(line -> line.startsWith("mvn")).toList();
    assertEquals(
        List.of("mvn -q compile exec:exec@quickstart", "mvn -q verify"), lines.subList(0, 2));
  }

  @Test
  void everyLinkOfThePagesLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> pages = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
    try (Stream<Path> site = Files.list(PROJECT.resolve("src/site/markdown"))) {
      site.filter(ReadmeTest::isPage).forEach(pages::add);
    }
    for (Path page : pages) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(page + " to " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void everyPageIsLinked() throws IOException {
    try (Stream<Path> site = Files.list(PROJECT.resolve("src/site/markdown"))) {
      site.filter(ReadmeTest::isPage)
          .forEach(
              page -> {
                String link = "(src/site/markdown/" + page.getFileName() + ")";
                assertTrue(readme.contains(link), link);
              });
    }
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".md");
  }

  @Test
  void theTableOfJarsHasEveryDependencyThatIsInherited() {
    TreeSet<String> inherited = new TreeSet<>();
    String dependencies = read("pom.xml").split("<dependencies>")[1].split("</dependencies>")[0];
    for (MatchResult dependency : DEPENDENCY.matcher(dependencies).results().toList()) {
      String body = dependency.group(1);
      if (!body.contains("<optional>true</optional>") && !body.contains("<scope>test</scope>")) {
        inherited.add(ARTIFACT.matcher(body).results().findFirst().orElseThrow().group(1));
      }
    }
    TreeSet<String> listed = new TreeSet<>();
    readme
        .lines()
        .filter(line -> line.matches("\\| `[a-z].* \\d.*"))
        .forEach(line -> listed.add(line.split("`")[1]));
    assertEquals(inherited, listed);
  }

  @Test
  void theSizesOfJarsAreThoseOfTheFiles() {
    Map<String, Double> files = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      File file = new File(entry);
      JAR_FILE
          .matcher(file.getName())
          .results()
          .forEach(name -> files.put(name.group(1), file.length() / 1e6));
    }
    double sum = 0;
    int jars = 0;
    for (MatchResult jar : JAR.matcher(readme).results().toList()) {
      double size = files.getOrDefault(jar.group(1), Double.NaN);
      assertEquals(size, Double.parseDouble(jar.group(2)), ROUNDED, jar.group(1));
      sum += size;
      jars++;
    }
    assertTrue(jars >= 20, jars + " jars");
    double total =
        Double.parseDouble(TOTAL.matcher(readme).results().findFirst().orElseThrow().group(1));
    assertEquals(sum, total, 1);
  }

  private static String read(String file) {
    try {
      return Files.readString(PROJECT.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
