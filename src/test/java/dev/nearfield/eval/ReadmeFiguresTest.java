package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of figures in the README is that of the result files that it links to. */
final class ReadmeFiguresTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Pattern RESULTS = Pattern.compile("\\((eval/results/[-0-9]+)\\)");
  private static final Pattern FIGURE = Pattern.compile("\\.\\d{4}");

  private String readme = "";

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(PROJECT.resolve("README.md"));
  }

  @ParameterizedTest
  @CsvSource({
    "'| keyword, BM25 k1 0.9', '', keyword",
    "'| keyword, BM25 k1 1.2', -lucene-bm25, keyword",
    "'| vector, all-MiniLM', '', vector",
    "'| **hybrid, min-max', '', hybrid",
    "'| hybrid, reciprocal', -rrf, hybrid",
    "'| hybrid as a search', -interactive, hybrid"
  })
  void figuresAreThoseOfTheFile(String row, String suffix, String mode) throws IOException {
    List<String> lines = readme.lines().filter(line -> line.startsWith(row)).toList();
    assertEquals(1, lines.size(), row);
    List<String> shown =
        FIGURE.matcher(lines.getFirst()).results().map(MatchResult::group).toList();
    JsonNode scifact = measures("scifact" + suffix, mode);
    JsonNode nfcorpus = measures("nfcorpus" + suffix, mode);
    assertEquals(
        List.of(
            printed(scifact.get("nDCG@10")),
            printed(scifact.get("R@100")),
            printed(nfcorpus.get("nDCG@10")),
            printed(nfcorpus.get("R@100"))),
        shown);
  }

  private JsonNode measures(String name, String mode) throws IOException {
    String folder = RESULTS.matcher(readme).results().findFirst().orElseThrow().group(1);
    Path file = PROJECT.resolve(folder).resolve(name + ".json");
    for (JsonNode system : new ObjectMapper().readTree(file.toFile()).get("systems")) {
      if (system.get("mode").textValue().equals(mode)) {
        return system.get("measures");
      }
    }
    throw new AssertionError(file + " has no " + mode);
  }

  private static String printed(JsonNode figure) {
    return String.format(Locale.ROOT, "%.4f", figure.doubleValue()).substring(1);
  }
}
