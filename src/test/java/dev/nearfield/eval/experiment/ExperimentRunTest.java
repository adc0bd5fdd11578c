package dev.nearfield.eval.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.eval.Measure;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.StorageException;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are stopped, go on, and measure anew what has changed. */
final class ExperimentRunTest {
  private static final Path SET =
      Path.of(System.getProperty("project.dir", "."), "eval", "fieldnotes");
  private static final String HEAD =
      """
      dataset: set
      measures: [nDCG@10, Overlap@10]
      systems:
      """;

  @TempDir private Path folder;

  private final List<ExperimentEvent.Measured> measured = new ArrayList<>();

  @BeforeEach
  void copySet() throws IOException {
    Files.createDirectories(folder.resolve("set/qrels"));
    for (String file : List.of("corpus.jsonl", "queries.jsonl", "qrels/test.tsv")) {
      Files.copy(SET.resolve(file), folder.resolve("set").resolve(file));
    }
  }

  private Experiment experiment(String yaml) throws IOException {
    Path file = folder.resolve("one.yaml");
    Files.writeString(file, yaml);
    return Experiment.read(file, Map.of());
  }

  private Workplace workplace() {
    return new Workplace(folder, model -> new HashingEmbedder(64), folder.resolve("results"), true);
  }

  private List<SystemOutcome> run(Experiment experiment, Workplace workplace) {
    measured.clear();
    return ExperimentRun.of(
            experiment,
            workplace,
            event -> {
              if (event instanceof ExperimentEvent.Measured one) {
                measured.add(one);
              }
            })
        .outcomes();
  }

  private List<String> measuredNow() {
    return measured.stream()
        .map(ExperimentEvent.Measured::outcome)
        .filter(outcome -> !outcome.takenUp())
        .map(outcome -> outcome.result().system())
        .toList();
  }

  @Test
  void outcomesAreInTheOrderOfTheFileAndCollectionsShared() throws IOException {
    List<SystemOutcome> outcomes =
        run(
            experiment(
                HEAD
                    + """
                      - {name: cut, mode: keyword, chunker: sentences, size: 40}
                      - {name: words, mode: keyword}
                      - {name: cut again, mode: vector, chunker: sentences, size: 40}
                    """),
            workplace());
    assertEquals(
        List.of("cut", "words", "cut again"),
        outcomes.stream().map(outcome -> outcome.result().system()).toList());
    assertEquals(List.of("cut", "cut again", "words"), measuredNow());
    assertEquals(outcomes.get(0).index(), outcomes.get(2).index());
    assertEquals(128, outcomes.get(1).index().chunks());
    assertTrue(outcomes.get(0).index().chunks() > 128);
    assertEquals(Map.of(), outcomes.get(0).overlaps());
    assertEquals(Map.of(10, 1.0), outcomes.get(2).overlaps());
    assertTrue(measured.get(0).toGo().isPresent());
    assertEquals(3, measured.getLast().done());
    try (Stream<Path> folders = Files.list(folder)) {
      assertEquals(2, folders.filter(path -> path.toString().contains("eval-set-")).count());
    }
  }

  @Test
  void aRunThatFailedGoesOnWhereItWas() throws IOException {
    String two = HEAD + "  - {name: words, mode: keyword}\n  - {name: more, mode: keyword, b: 1}\n";
    Workplace workplace = workplace();
    assertThrows(
        IllegalStateException.class,
        () ->
            ExperimentRun.of(
                experiment(two),
                workplace,
                event -> {
                  if (event instanceof ExperimentEvent.Measured) {
                    throw new IllegalStateException("stopped");
                  }
                }));
    List<SystemOutcome> outcomes = run(experiment(two), workplace);
    assertEquals(List.of("more"), measuredNow());

    List<SystemOutcome> again = run(experiment(two), workplace);
    assertEquals(List.of(), measuredNow());
    for (int i = 0; i < 2; i++) {
      assertEquals(outcomes.get(i).result().run(), again.get(i).result().run());
      assertEquals(outcomes.get(i).result().settings(), again.get(i).result().settings());
      assertEquals(outcomes.get(i).result().latency(), again.get(i).result().latency());
      assertEquals(
          outcomes.get(i).result().scores().toString(), again.get(i).result().scores().toString());
      assertEquals(outcomes.get(i).index(), again.get(i).index());
    }
    run(experiment(two), workplace.afresh());
    assertEquals(List.of("words", "more"), measuredNow());
  }

  @Test
  void whatHasChangedIsMeasuredAnew() throws IOException {
    String words = HEAD + "  - {name: words, mode: keyword}\n";
    run(experiment(words), workplace());
    run(experiment(words.replace("words", "renamed")), workplace());
    assertEquals(List.of(), measuredNow());

    run(experiment(words.replace("keyword}", "keyword, k1: 2}")), workplace());
    assertEquals(List.of("words"), measuredNow());

    Workplace otherModel =
        new Workplace(
            folder.resolve("other"),
            model -> new HashingEmbedder(32),
            folder.resolve("results"),
            true);
    run(experiment(words), otherModel);
    assertEquals(List.of("words"), measuredNow());

    Path corpus = folder.resolve("set/corpus.jsonl");
    Files.writeString(corpus, Files.readString(corpus).replace(" the ", " THE "));
    run(experiment(words), workplace());
    assertEquals(List.of("words"), measuredNow());
  }

  @Test
  void documentsOfAnotherSetAreNotMeasured() throws IOException {
    String words = HEAD + "  - {name: words, mode: keyword}\n";
    run(experiment(words), workplace());
    Path corpus = folder.resolve("set/corpus.jsonl");
    List<String> lines = Files.readAllLines(corpus);
    Files.write(corpus, lines.subList(0, 100));
    String message =
        assertThrows(InvalidInputException.class, () -> run(experiment(words), workplace()))
            .getMessage();
    assertTrue(message.contains("holds 128 documents and set has 100"), message);
  }

  @Test
  void whatACollectionHasLearnedCountsWhereASystemSaysSo() throws IOException {
    String usual = HEAD + "  - {name: usual}\n";
    String learned = usual + "  - {name: tuned, tuned: true}\n";
    String message =
        assertThrows(InvalidInputException.class, () -> run(experiment(learned), workplace()))
            .getMessage();
    assertTrue(message.contains("Run nearfield tune on the data set first"), message);

    Path collection = folder.resolve(IndexSettings.DEFAULT.collectionName("set"));
    SearchDefaults words = new SearchDefaults(Fusion.minMax(0), 50, Bm25.LUCENE);
    try (VectorStore store = VectorStore.open(collection, new HashingEmbedder(64))) {
      store.searchDefaults(words);
    }
    List<SystemOutcome> outcomes = run(experiment(learned), workplace());
    assertEquals("0.5", outcomes.get(0).result().settings().get("weight"));
    assertEquals("0.0", outcomes.get(1).result().settings().get("weight"));
    assertEquals("50", outcomes.get(1).result().settings().get("candidates"));

    run(experiment(learned), workplace());
    assertEquals(List.of("tuned"), measuredNow());
  }

  @Test
  void anAdapterHasNoPartUnlessASystemSaysSo() throws IOException {
    String adapted = HEAD + "  - {name: adapted, mode: vector, adapted: true}\n";
    String message =
        assertThrows(InvalidInputException.class, () -> run(experiment(adapted), workplace()))
            .getMessage();
    assertTrue(message.contains("Run nearfield adapt on the data set first"), message);
  }

  @Test
  void aCollectionLearnsFromAnotherSplitWhatItHasNotLearned() throws IOException {
    Path test = folder.resolve("set/qrels/test.tsv");
    List<String> judgements = Files.readAllLines(test);
    String header = judgements.removeFirst();
    Predicate<String> first = line -> line.compareTo("q21") < 0;
    Path train = folder.resolve("set/qrels/train.tsv");
    Files.write(
        train, Stream.concat(Stream.of(header), judgements.stream().filter(first)).toList());
    judgements.removeIf(first);
    Files.write(test, Stream.concat(Stream.of(header), judgements.stream()).toList());
    String learn = HEAD.replace("measures", "learn: {split: train}\nmeasures");
    List<String> told = new ArrayList<>();
    Experiment tuned = experiment(learn + "  - {name: tuned, tuned: true}\n");
    ExperimentRun.of(
        tuned,
        workplace(),
        event -> {
          if (event instanceof ExperimentEvent.Learning(String collection, String line)) {
            told.add(line);
          }
        });
    assertTrue(told.getFirst().startsWith("tuned to "), told.toString());

    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    run(
                        experiment(learn + "  - {name: adapted, mode: vector, adapted: true}\n"),
                        workplace()))
            .getMessage();
    assertTrue(message.contains("queries"), message);
  }

  @Test
  void aDamagedResultIsTold() throws IOException {
    String words = HEAD + "  - {name: words, mode: keyword}\n";
    run(experiment(words), workplace());
    try (Stream<Path> results = Files.list(folder.resolve("results"))) {
      Files.writeString(results.findFirst().orElseThrow(), "{}");
    }
    String message =
        assertThrows(StorageException.class, () -> run(experiment(words), workplace()))
            .getMessage();
    assertTrue(message.contains("Delete it to measure anew"), message);
  }

  @Test
  void stackedDocumentsAnswerByTheirChunks() throws IOException {
    List<SystemOutcome> outcomes =
        run(
            experiment(
                """
                dataset: set
                measures: [nDCG@10]
                keepIdentical: true
                stacked: {form: headings, documents: 128, each: 16}
                settings: {mode: keyword, candidates: 200}
                systems:
                  - {name: cut, chunker: headings, size: 500}
                  - {name: whole}
                """),
            workplace());
    assertEquals(8, outcomes.get(0).index().documents());
    assertEquals(8, outcomes.get(1).index().chunks());
    double cut = outcomes.get(0).result().scores().mean(measure());
    double whole = outcomes.get(1).result().scores().mean(measure());
    assertTrue(cut > 0.5, "cut " + cut);
    assertTrue(whole < 0.3, "whole " + whole);
  }

  private static Measure measure() {
    return Measure.parse("nDCG@10");
  }

  @Test
  void moreOrFewerDocumentsThanThereAreCannotBeStacked() {
    for (String documents : List.of("5", "129")) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () ->
                      run(
                          experiment(
                              "{dataset: set, measures: [R@10], grid: {weight: 1}, stacked: {form:"
                                  + " headings, documents: "
                                  + documents
                                  + "}}"),
                          workplace()))
              .getMessage();
      assertTrue(message.contains("and 128 in all"), message);
    }
  }
}
