package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of the models on the embedding page are those of the result files. */
final class ModelFiguresTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));
  private static final Pattern FIGURE = Pattern.compile("\\.\\d{4}");

  @ParameterizedTest
  @CsvSource({
    "'| vector, all-MiniLM', 2026-11-21/%s.json, vector",
    "'| hybrid, all-MiniLM', 2026-11-21/%s.json, hybrid",
    "'| vector, bge-small', 2026-11-25/%s-bge-small-en-v1.5.json, vector",
    "'| hybrid, bge-small', 2026-11-25/%s-bge-small-en-v1.5.json, hybrid"
  })
  void figuresAreThoseOfTheFile(String row, String file, String mode) throws IOException {
    List<String> lines =
        Files.readString(PROJECT.resolve("src/site/markdown/embedding.md"))
            .lines()
            .filter(line -> line.startsWith(row))
            .toList();
    assertEquals(1, lines.size(), row);
    List<String> measured = new ArrayList<>();
    for (String set : List.of("scifact")) {
      JsonNode measures =
          measures(PROJECT.resolve("eval/results").resolve(file.formatted(set)), mode);
      measured.add(printed(measures.get("nDCG@10")));
      measured.add(printed(measures.get("R@100")));
    }
    assertEquals(
        measured, FIGURE.matcher(lines.getFirst()).results().map(MatchResult::group).toList());
  }

  private static JsonNode measures(Path file, String mode) throws IOException {
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
