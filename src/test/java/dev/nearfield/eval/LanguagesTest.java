package dev.nearfield.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Analyzers of other languages, on question sets in them. */
final class LanguagesTest {
  private static final Measure NDCG = Measure.parse("nDCG@10");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"de, 0.9, 0.4", "de, 1.2, 0.75", "zh, 0.9, 0.4", "zh, 1.2, 0.75"})
  void itsOwnAnalyzerBeatsTheEnglishOne(String language, double k1, double b) throws IOException {
    BeirDataset xquad = BeirHome.open("xquad-" + language);
    Bm25 bm25 = new Bm25(k1, b);
    Scores own = keyword(xquad, language, bm25);
    Scores english = keyword(xquad, "en", bm25);

    Significance difference = Significance.of(own, english, NDCG);
    assertTrue(difference.difference() > 0, difference::toString);
    assertTrue(difference.p() < 0.01, difference::toString);
    assertEquals(1_190, difference.queries());

    String row =
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | `%s` | %.4f | %.4f | %+.4f | %.5f |",
            xquad.name(),
            k1,
            b,
            language,
            own.mean(NDCG),
            english.mean(NDCG),
            difference.difference(),
            difference.p());
    Path page = Path.of(System.getProperty("project.dir", "."), "src/site/markdown/languages.md");
    assertTrue(Files.readString(page).contains(row), row);
  }

  private Scores keyword(BeirDataset dataset, String analyzer, Bm25 bm25) {
    StoreOptions options = StoreOptions.defaults().analyzer(analyzer);
    try (BeirIndex index =
        BeirIndex.open(dataset, folder.resolve(analyzer), new HashingEmbedder(8), options)) {
      index.update(report -> {});
      Evaluation evaluation =
          new Evaluation(dataset.queries("test"), dataset.qrels("test"), List.of(NDCG), false);
      SearchSystem keyword =
          new SearchSystem(
              "keyword",
              question -> SearchRequest.keyword(question).limit(100).bm25(bm25).withoutDistances());
      return index.evaluate("test", evaluation, List.of(keyword)).results().getFirst().scores();
    }
  }

  @Test
  void theAnalyzerIsKeptWithTheCollection() {
    StoreOptions german = StoreOptions.defaults().analyzer("de");
    VectorStore.open(folder, new HashingEmbedder(8), german).close();
    try (VectorStore store = VectorStore.open(folder, new HashingEmbedder(8))) {
      assertEquals("de", store.manifest().analyzer());
    }
  }

  @Test
  void anUnknownAnalyzerIsRefusedBeforeAnythingIsWritten() {
    Path index = folder.resolve("index");
    StoreOptions klingon = StoreOptions.defaults().analyzer("tlh");
    assertThrows(
        IllegalArgumentException.class,
        () -> VectorStore.open(index, new HashingEmbedder(8), klingon));
    assertFalse(Files.exists(index));
  }

  @Test
  void anIndexOfAnotherAnalyzerIsNotMeasured() throws IOException {
    BeirDataset dataset = BeirDataset.open(BeirFolder.in(folder.resolve("set")).path());
    Path index = folder.resolve("index");
    VectorStore.open(index, new HashingEmbedder(8)).close();
    StoreOptions german = StoreOptions.defaults().analyzer("de");
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> BeirIndex.open(dataset, index, new HashingEmbedder(8), german))
            .getMessage();
    assertTrue(message.contains("analyzer 'en', not 'de'"), message);
    BeirIndex.open(dataset, index, new HashingEmbedder(8)).close();
  }
}
