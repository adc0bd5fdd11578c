package dev.nearfield.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Settings that print and are read back, and those that are none. */
final class SearchDefaultsTest {
  private static final SearchDefaults RRF =
      new SearchDefaults(new Fusion.Rrf(20, 0.3, 0.7), 500, new Bm25(1.2, 0.75));

  @Test
  void settingsAreReadBack() {
    for (SearchDefaults settings :
        List.of(
            SearchDefaults.STANDARD,
            RRF,
            new SearchDefaults(Fusion.rerank(), 1, new Bm25(0, 1)),
            new SearchDefaults(Fusion.minMax(1 / 3.0), 10_000, new Bm25(1e9, 0)))) {
      assertEquals(settings, SearchDefaults.of(settings.toSettings()));
    }
    assertEquals(SearchDefaults.STANDARD, SearchDefaults.of(Map.of()));
  }

  @Test
  void settingsAreToldInWords() {
    assertEquals(
        "min-max 0.5, 200 candidates, BM25 k1 0.9 b 0.4", SearchDefaults.STANDARD.toString());
    assertEquals(
        "RRF k 20 weights 0.3 and 0.7, 500 candidates, BM25 k1 1.2 b 0.75", RRF.toString());
  }

  @Test
  void whatIsNoSettingIsRefusedByName() {
    assertRefused("fusion must be minmax, rrf or rerank, got 'sum'.", "fusion", "sum");
    assertRefused("candidates must be a whole number, got 'many'.", "candidates", "many");
    assertRefused("candidates must be between 1 and 10000, got 0.", "candidates", "0");
    assertRefused("bm25.b must be a number, got ''.", "bm25.b", "");
    assertRefused("b must be between 0 and 1, got 2.0.", "bm25.b", "2");
    assertRefused("k must be >= 1, got 0.", "fusion.k", "0");
    assertRefused("A search has no setting 'depth' beside these.", "depth", "5");
    for (String name : RRF.toSettings().keySet()) {
      assertRefused("The setting '" + name + "' is missing.", name, null);
    }
  }

  private static void assertRefused(String message, String name, @Nullable String value) {
    Map<String, String> settings = new TreeMap<>(RRF.toSettings());
    if (value == null) {
      settings.remove(name);
    } else {
      settings.put(name, value);
    }
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> SearchDefaults.of(settings))
            .getMessage());
  }

  @Test
  void aRequestTakesWhatItDoesNotTell() {
    SearchRequest asked = SearchRequest.hybrid("x").keywords(Keywords.DEFAULT.titleBoost(2));
    assertEquals(SearchDefaults.STANDARD, told(asked));
    assertEquals(RRF, told(asked.unlessTold(RRF)));
    assertEquals(2, asked.unlessTold(RRF).keywords().titleBoost());

    SearchRequest telling = asked.fuse(Fusion.rrf(60)).candidates(50).bm25(Bm25.ANSERINI);
    assertEquals(new SearchDefaults(Fusion.rrf(60), 50, Bm25.ANSERINI), told(telling));
    assertEquals(telling, telling.unlessTold(RRF));
    assertTrue(!asked.equals(asked.unlessTold(SearchDefaults.STANDARD)));
  }

  private static SearchDefaults told(SearchRequest request) {
    return new SearchDefaults(request.fusion(), request.candidates(), request.bm25());
  }
}
