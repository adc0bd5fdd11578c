package dev.nearfield.eval.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.eval.Measure;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an experiment's file says, and what is refused. */
final class ExperimentFileTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("SETS", "/sets");

  @TempDir private Path folder;

  private Experiment read(String yaml) throws IOException {
    Path file = folder.resolve("weights.yaml");
    Files.writeString(file, yaml);
    return Experiment.read(file, ENVIRONMENT);
  }

  @Test
  void aFileIsRead() throws IOException {
    Experiment experiment =
        read(
            """
            dataset: ${SETS}/scifact
            split: train
            measures: [nDCG@10, Overlap@10, R@100]
            baseline: default
            settings: {candidates: 1000, weight: 0.4}
            systems:
              - {name: default}
              - {name: words, mode: keyword, k1: 1.2}
            grid:
              - {name: rrf, fusion: rrf, weight: [0.5, 0.6], k: [10, 60]}
              - {mode: vector, chunker: [paragraphs, headings], size: 128, exact: true}
            """);
    assertEquals("weights", experiment.name());
    assertEquals(Path.of("/sets/scifact"), experiment.dataset());
    assertEquals(List.of(Measure.parse("nDCG@10"), Measure.parse("R@100")), experiment.measures());
    assertEquals(List.of(10), experiment.overlaps());
    assertEquals(Optional.of("default"), experiment.baseline());
    assertEquals(
        List.of(
            "default",
            "words",
            "rrf weight 0.5 k 10",
            "rrf weight 0.5 k 60",
            "rrf weight 0.6 k 10",
            "rrf weight 0.6 k 60",
            "paragraphs",
            "headings"),
        experiment.systems().stream().map(SystemSettings::name).toList());
    assertEquals(Fusion.minMax(0.4), experiment.systems().getFirst().search().fusion());
    assertEquals(SearchMode.KEYWORD, experiment.systems().get(1).search().mode());
    assertEquals(1_000, experiment.systems().get(2).search().candidates());
    assertEquals("headings(max=128)", experiment.systems().getLast().index().chunker());
    assertTrue(experiment.systems().getLast().search().exact());
  }

  @Test
  void settingsPrintWhatTheyParse() {
    for (Map<String, String> settings :
        List.of(
            Map.of("mode", "keyword", "k1", "1.2", "filter", "year >= 2020", "analyzer", "de"),
            Map.of("mode", "vector", "exact", "true", "chunker", "sentences", "size", "128"),
            Map.of("fusion", "rrf", "weight", "0.25", "k", "10", "candidates", "50"),
            Map.of("fusion", "rerank", "chunker", "sentences(max=220,overlap=40)"),
            Map.of("weight", "0.7", "b", "0.75", "adapted", "true"),
            Map.of("mode", "vector", "encoding", "tiny", "links", "32", "beam", "200"))) {
      SystemSettings system = SystemSettings.parse("one", settings);
      assertEquals(system, SystemSettings.parse("one", system.toMap()), settings.toString());
    }
  }

  @Test
  void collectionsAreNamedByWhatTheyAreMadeWith() {
    assertEquals("eval-scifact-all-minilm-l6-v2", IndexSettings.DEFAULT.collectionName("scifact"));
    SystemSettings system =
        SystemSettings.parse(
            "one",
            Map.of("analyzer", "de", "chunker", "sentences", "size", "128", "overlap", "20"));
    assertEquals(
        "eval-scifact-all-minilm-l6-v2-de-sentences-max-128-overlap-20",
        system.index().collectionName("scifact"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "modes: hybrid | line 5: there is no 'modes' here. Known are name, dataset",
        "keepIdentical: maybe | line 5: 'keepIdentical' must be true or false, got 'maybe'",
        "baseline: best | line 5: baseline must be the name of a system, got 'best'. The systems",
        "settings: {depth: 5} | line 5: there is no 'depth' here. Known are mode, fusion",
        "stacked: {form: piles} | line 5: 'form' must be one of headings, running-text, got"
            + " 'piles'",
        "stacked: {form: headings, each: 0} | line 5: each must be >= 1, got 0",
        "stacked: {form: headings, each: few} | line 5: 'each' must be a whole number, got 'few'",
        "learn: {split: test} | line 5: learn must name another split than 'test', because what is"
            + " learned from cannot be reported on",
        "learn: {from: train} | line 5: there is no 'from' here. Known are split, dev",
        "grid: [] | line 5: 'grid' is an empty list",
        "grid: {weight: } | line 5: 'weight' must have a plain value",
        "grid: {weight: [0.5, 2]} | line 5: weight must be between 0 and 1, got 2.0",
        "grid: {weight: light} | line 5: weight must be a number, got 'light'",
        "grid: {mode: [keyword, guess]} | line 5: mode must be one of keyword, vector, hybrid",
        "grid: {mode: keyword, weight: 0.5} | line 5: A system of {mode=keyword, weight=0.5} has"
            + " no",
        "grid: {fusion: sum} | line 5: fusion must be one of minmax, rrf, rerank, got 'sum'",
        "grid: {fusion: rrf, k: 0} | line 5: k must be >= 1, got 0",
        "grid: {fusion: rrf, k: 1.5} | line 5: k must be a whole number, got '1.5'",
        "grid: {k1: -1} | line 5: k1 must be finite and >= 0, got -1.0",
        "grid: {b: 2} | line 5: b must be between 0 and 1, got 2.0",
        "grid: {exact: yes} | line 5: exact must be one of false, true, got 'yes'",
        "grid: {tuned: true, weight: 0.5} | line 5: A system of {tuned=true, weight=0.5} has no",
        "grid: {mode: keyword, adapted: true} | line 5: A system of {mode=keyword, adapted=true}"
            + " has no",
        "grid: {encoding: huge} | line 5: encoding must be one of full, compact, small, tiny",
        "grid: {links: 1} | line 5: links must be between 2 and 512, got 1",
        "grid: {candidates: 5} | candidates must be at least 10, the deepest cutoff",
        "grid: {candidates: 0} | line 5: candidates must be between 1 and 10000, got 0",
        "grid: {filter: 'year >'} | line 5: The filter is not understood",
        "grid: {analyzer: tlh} | line 5: analyzer must be one of ar, de",
        "grid: {chunker: slices} | line 5: ",
        "grid: {overlap: 5} | line 5: overlap needs a size beside it",
        "grid: {chunker: sentences, size: 5, overlap: 5} | line 5: ",
        "grid: {wieght: 0.5} | line 5: There is no setting 'wieght'. Known are mode, fusion,"
            + " weight",
        "grid: {name: all} | systems must have names of their own, 'all' is there twice",
        "grid: {weight: [0.5, 0.5]} | line 5: 'weight' has the value '0.5' twice",
        "grid: {name: a, name: b} | line 5: 'name' is given twice",
        "grid: [a, b] | line 5: lines of 'name: value' are expected here",
        "measures: [R@10] | line 5: 'measures' is given twice",
        "name: my/own | line 5: name must be of letters, digits, dots and dashes, got 'my/own'",
        ": : {[ | it is not YAML",
      })
  void whatIsWrongIsToldWithItsLine(String line, String expected) {
    String yaml =
        """
        dataset: ${SETS}/scifact
        measures: [nDCG@10]
        systems:
          - name: all
        """;
    String message =
        assertThrows(InvalidInputException.class, () -> read(yaml + line)).getMessage();
    assertTrue(message.contains("weights.yaml"), message);
    assertTrue(message.contains(expected), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | is empty",
        "measures: [R@10] | an experiment needs 'systems' or a 'grid'",
        "{measures: [R@10], grid: {weight: 1}} | line 1: 'dataset' is missing",
        "{dataset: x, grid: {weight: 1}} | measures must name at least one",
        "{dataset: x, measures: [Fun@10], grid: {weight: 1}} | line 1: There is no measure"
            + " 'Fun@10'",
        "{dataset: '${NONE}', measures: [R@10], grid: {k1: 1}} | variable NONE is not set",
      })
  void aFileThatIsNotComplete(String yaml, String expected) {
    String message = assertThrows(InvalidInputException.class, () -> read(yaml)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void aFileThatIsNotThere() {
    Path missing = folder.resolve("no.yaml");
    String message =
        assertThrows(InvalidInputException.class, () -> Experiment.read(missing, ENVIRONMENT))
            .getMessage();
    assertTrue(message.contains("no.yaml"), message);
  }
}
