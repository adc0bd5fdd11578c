package dev.nearfield.eval.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What pages state in tables as measured, {@code nearfield published} measures, and what it
 * measures, pages state.
 */
final class PublishedPagesTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  /** A share of four digits; a difference has a sign before it. */
  private static final Pattern FIGURE = Pattern.compile("(?<![\\d.+−-])[01]?\\.\\d{4}(?!\\d)");

  /** Rows of figures that others published. */
  private static final String QUOTED = "| *published:*";

  private final PublishedFigures published =
      PublishedFigures.read(
          PROJECT.resolve("eval/published.yaml"), Map.of("BEIR_HOME", "/not/looked/at"));

  private List<String> statedOn(String page) {
    return published.figures().stream()
        .filter(figure -> figure.pages().contains(page))
        .map(PublishedFigure::stated)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "src/site/markdown/comparison.md",
        "src/site/markdown/embedding.md",
        "src/site/markdown/evaluation.md",
        "src/site/markdown/experiments.md",
        "src/site/markdown/ingest.md",
        "src/site/markdown/languages.md"
      })
  void eachFigureOfATableIsMeasured(String page) throws IOException {
    Set<String> figures =
        Files.readString(PROJECT.resolve(page))
            .lines()
            .filter(line -> line.startsWith("|") && !line.startsWith(QUOTED))
            .flatMap(line -> FIGURE.matcher(line).results().map(MatchResult::group))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(figures.isEmpty(), statedOn(page).isEmpty(), page);
    figures.removeAll(Set.copyOf(statedOn(page)));
    assertEquals(Set.of(), figures, "on " + page + " and not in eval/published.yaml");
  }

  @Test
  void eachMeasuredFigureIsStated() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (PublishedFigure figure : published.figures()) {
      for (String page : figure.pages()) {
        if (!Files.readString(PROJECT.resolve(page)).contains(figure.stated())) {
          missing.add(figure.stated() + " of " + figure.system() + " on " + page);
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(published.figures().size() > 60, published.figures().size() + " figures");
  }

  @Test
  void everyRecipeIsAnExperiment() throws IOException {
    try (var files = Files.list(PROJECT.resolve("eval"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        if (!file.endsWith("published.yaml")) {
          Experiment.read(file, Map.of("BEIR_HOME", "/not/looked/at"));
        }
      }
    }
  }
}
