package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.ingest.Chunkers;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings are chosen by what a search really answers, and never on what is reported. */
final class TuningTest {
  private static final TuningGrid SMALL =
      new TuningGrid(
          List.of(Bm25.ANSERINI, Bm25.LUCENE),
          List.of(0.1, 0.3, 0.5, 0.9),
          List.of(10),
          List.of(8, 40, 200));

  @TempDir private Path folder;
  private VectorStore store;

  @BeforeEach
  void fill() {
    store =
        VectorStore.open(
            folder,
            new HashingEmbedder(8),
            StoreOptions.defaults().chunker(Chunkers.sentences(8, 0)));
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int sentence = 0; sentence < 3; sentence++) {
        text.append(words(random, 6)).append(". ");
      }
      store.add(SourceDocument.of("d" + i, text.toString()));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static String words(Random random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add("w" + random.nextInt(80));
    }
    return String.join(" ", words);
  }

  /** The ids of the questions are those of documents, which are no answers to them. */
  private static Evaluation random(int from, int count, boolean keepIdentical) {
    Random random = new Random(from);
    List<Query> queries = new ArrayList<>();
    Qrels.Builder qrels = Qrels.builder();
    for (int i = from; i < from + count; i++) {
      queries.add(new Query("d" + i, words(random, 5)));
      random.ints(0, 60).distinct().limit(4).forEach(new Judge(qrels, "d" + i)::add);
    }
    return new Evaluation(queries, qrels.build(), List.of(Measure.parse("MAP")), keepIdentical);
  }

  private record Judge(Qrels.Builder qrels, String query) {
    void add(int document) {
      qrels.add(query, "d" + document, document % 3);
    }
  }

  /**
   * Questions of words of one document, which the keyword side finds and a vector of 8 does not.
   */
  private Evaluation known(String prefix, int from, int to) {
    List<Query> queries = new ArrayList<>();
    Qrels.Builder qrels = Qrels.builder();
    for (int i = from; i < to; i++) {
      String[] words = store.get("d" + i).orElseThrow().text().split("\\W+");
      queries.add(new Query(prefix + i, words[1] + " " + words[8] + " " + words[14]));
      qrels.add(prefix + i, "d" + i, 1);
    }
    return new Evaluation(queries, qrels.build(), Evaluation.DEFAULT_MEASURES, false);
  }

  /** Depths at which a search gives enough chunks for all documents that the measure looks at. */
  @ParameterizedTest
  @CsvSource({"P@2, 8", "nDCG@10, 40", "Judged@3, 40", "MAP, 200", "R@150, 200", "nDCG, 200"})
  void everySettingScoresAsTheSearchItself(String name, int depth) {
    Measure measure = Measure.parse(name);
    for (boolean keepIdentical : new boolean[] {true, false}) {
      Evaluation all = random(0, 20, keepIdentical);
      try (Snapshot snapshot = store.snapshot()) {
        GridScores scores =
            Tuning.on(all).grid(SMALL).measure(measure).score(snapshot, all.queries(), done -> {});
        assertEquals(2 * 4 * 2 * 3, scores.settings().size());
        for (int i = 0; i < scores.settings().size(); i++) {
          SearchDefaults settings = scores.settings().get(i);
          if (settings.candidates() >= depth) {
            Map<String, Double> searched = searched(snapshot, all, settings, measure);
            for (int query = 0; query < 20; query++) {
              String what = settings + ", d" + query;
              assertEquals(
                  searched.getOrDefault("d" + query, Double.NaN),
                  scores.values()[i][query],
                  1e-12,
                  what);
            }
          }
        }
      }
    }
  }

  private static Map<String, Double> searched(
      Snapshot snapshot, Evaluation all, SearchDefaults settings, Measure measure) {
    Run.Builder run = Run.builder();
    for (Query query : all.queries()) {
      SearchRequest request = SearchRequest.hybrid(query.text()).unlessTold(settings);
      Map<String, Double> best = new LinkedHashMap<>();
      snapshot
          .rank(request.limit(settings.candidates()))
          .forEach(chunk -> best.merge(chunk.documentId(), chunk.score(), Math::max));
      if (!all.keepIdentical()) {
        best.remove(query.id());
      }
      best.forEach((document, score) -> run.add(query.id(), document, score));
    }
    return Scores.of(all.qrels(), run.build(), measure).perQuery(measure);
  }

  @Test
  void whatIsFoundByWordsIsTunedToWords() {
    Tuning tuning = Tuning.on(known("a", 0, 40)).measure(Measure.parse("MRR@10")).grid(SMALL);
    try (Snapshot snapshot = store.snapshot()) {
      List<Integer> told = new ArrayList<>();
      TuningResult result = tuning.run(snapshot, told::add);
      assertEquals(IntStream.rangeClosed(1, 40).boxed().toList(), told);
      assertEquals(result.best(), result.chosen());
      assertTrue(result.gain().difference() > 0.05 && result.gain().p() < 0.05, "" + result);
      assertEquals(48, result.settings());
      assertEquals(50, result.choices());
      assertTrue(result.agreeing() > 10, "" + result);
      assertEquals(result, tuning.run(snapshot), "the same at each run");
      List<SearchSystem> systems = result.systems();
      assertEquals(
          List.of("keyword", "vector", "standard", "tuned"),
          systems.stream().map(SearchSystem::name).toList());
      SearchRequest asked = systems.getLast().request().apply("w1");
      assertEquals(
          result.best(), new SearchDefaults(asked.fusion(), asked.candidates(), asked.bm25()));
      assertEquals(result.best().toSettings(), systems.getLast().settings());
      Evaluation unseen = known("b", 40, 60);
      assertEquals(4, unseen.run(snapshot, systems).size());
    }
  }

  @Test
  void theStandardStaysWhereNothingIsGained() {
    SearchDefaults best = new SearchDefaults(Fusion.rrf(60), 100, Bm25.LUCENE);
    assertEquals(best, result(best, 0.001).chosen());
    assertEquals(SearchDefaults.STANDARD, result(best, 0).chosen());
    assertEquals(SearchDefaults.STANDARD, result(best, -0.001).chosen());
  }

  private static TuningResult result(SearchDefaults best, double gain) {
    Significance significance = new Significance(30, gain, 0.5);
    return new TuningResult(Measure.parse("MAP"), 48, 30, best, 50, 40, 0.4, significance);
  }

  @Test
  void noQuestionIsBothTunedAndReportedOn() {
    Tuning tuning = Tuning.on(random(0, 20, true));
    assertEquals(20, tuning.without(random(1, 20, true)).questions().queries().size());

    Query again = new Query("other", tuning.questions().queries().getFirst().text() + " ");
    Qrels qrels = Qrels.builder().add("other", "d1", 1).build();
    Evaluation sameText = new Evaluation(List.of(again), qrels, Evaluation.DEFAULT_MEASURES, true);
    List<Query> rest = tuning.without(sameText).questions().queries();
    assertEquals(19, rest.size());
    assertEquals("d1", rest.getFirst().id());

    var e = assertThrows(InvalidInputException.class, () -> tuning.without(random(0, 20, true)));
    assertTrue(e.getMessage().startsWith("Every question to tune on is among"), e.getMessage());
  }

  @Test
  void tooFewQuestionsOrFoldsAreRefused() {
    Tuning tuning = Tuning.on(random(0, 9, true)).grid(SMALL);
    try (Snapshot snapshot = store.snapshot()) {
      var e = assertThrows(InvalidInputException.class, () -> tuning.run(snapshot));
      assertTrue(e.getMessage().startsWith("There are 9 questions"), e.getMessage());
      assertEquals(15, tuning.folds(3).run(snapshot).choices());
    }
    assertThrows(IllegalArgumentException.class, () -> tuning.folds(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TuningGrid(List.of(), List.of(0.5), List.of(), List.of(200)));
  }

  @Test
  void withinOneErrorTheSettingNearestToTheStandardIsChosen() {
    SearchDefaults standard = SearchDefaults.STANDARD;
    SearchDefaults deeper = new SearchDefaults(standard.fusion(), 500, standard.bm25());
    SearchDefaults other = new SearchDefaults(Fusion.rrf(60), 500, Bm25.LUCENE);
    List<SearchDefaults> settings = List.of(standard, deeper, other);
    int[] all = {0, 1, 2, 3};
    double[] base = {.1, .2, .3, .4};
    assertEquals(0, choose(settings, all, base, base, base));
    assertEquals(1, choose(settings, all, base, plus(.1, .11, .1, .12), plus(.12, .1, .1, .13)));
    assertEquals(2, choose(settings, all, base, base, plus(.1, .12, .1, .13)));
    assertEquals(0, choose(settings, all, base, base, plus(.4, -.1, -.1, .1)));
  }

  private static double[] plus(double... more) {
    double[] base = {.1, .2, .3, .4};
    return IntStream.range(0, 4).mapToDouble(i -> base[i] + more[i]).toArray();
  }

  private static int choose(List<SearchDefaults> settings, int[] queries, double[]... values) {
    return new GridScores(settings, values).choose(queries);
  }
}
