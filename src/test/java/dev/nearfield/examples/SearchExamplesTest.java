package dev.nearfield.examples;

import static dev.nearfield.filter.Filters.atLeast;
import static dev.nearfield.filter.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Embedders;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Explanation;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Combine;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.Keywords;
import dev.nearfield.search.Recency;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.search.Searcher;
import dev.nearfield.search.SortBy;
import dev.nearfield.store.CollectionView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked, on one small collection. */
final class SearchExamplesTest {
  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private static Path folder;
  private static Embedder embedder;
  private static VectorStore store;

  @BeforeAll
  static void open() {
    embedder = Embedders.load(Embedders.DEFAULT_MODEL);
    store = VectorStore.open(folder, embedder);
    store.addAll(
        Stream.of(
            article("refunds", 2025, "Refunds are paid to your card within 30 days."),
            article("refunds-2019", 2019, "Refunds are paid to your bank account within 60 days."),
            article("parcels", 2022, "Parcels leave on weekdays and arrive within three days.")));
  }

  private static SourceDocument article(String id, int year, String text) {
    return SourceDocument.of(id, text, Metadata.of("lang", "en", "year", year))
        .withTimes(Instant.parse(year + "-01-01T00:00:00Z"), null);
  }

  @AfterAll
  static void close() {
    store.close();
    embedder.close();
  }

  private static List<String> ids(Hits hits) {
    return hits.stream().map(Hit::documentId).toList();
  }

  @Test
  void aRequestIsMadeStepByStep() {
    // @start region="request"
    SearchRequest request =
        SearchRequest.hybrid("When do I get my money back?")
            .where(eq("lang", "en").and(atLeast("year", 2020)))
            .limit(5)
            .timeout(Duration.ofSeconds(2));
    SearchRequest nextPage = request.offset(5);
    Hits hits = store.search(request);
    // @end
    assertEquals(List.of("refunds", "parcels"), ids(hits));
    assertTrue(store.search(nextPage).isEmpty());
  }

  @Test
  void hitsAreRead() {
    // @start region="hits"
    Hits hits = store.search(SearchRequest.hybrid("Is a refund paid to my card?").limit(3));
    for (Hit hit : hits) {
      System.out.printf(
          "%d. %s (score %.3f, distance %.3f): %s%n",
          hit.rank(), hit.documentId(), hit.score(), hit.distance(), hit.text());
    }
    if (!hits.complete()) {
      System.out.println("The time was up; these are the best of what had been looked at.");
    }
    // @end
    List<String> lines = printed.take().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.getFirst().startsWith("1. refunds (score "), lines.getFirst());
  }

  @Test
  void aHitIsExplained() {
    // @start region="explanation"
    Hit hit = store.search(SearchRequest.hybrid("refund to my bank").explain()).first();
    Explanation why = hit.explanation(); // null unless explain() asked for it
    if (why != null && why.keyword() != null && why.vector() != null) {
      System.out.printf(
          "keyword rank %d, share %.3f; vector rank %d, share %.3f%n",
          why.keyword().rank(), why.keyword().share(), why.vector().rank(), why.vector().share());
    }
    // @end
    assertTrue(printed.take().startsWith("keyword rank 1, share"));
  }

  @Test
  void aModeIsChosen() {
    // @start region="mode"
    for (SearchMode mode : SearchMode.values()) {
      Hits hits = store.search(SearchRequest.of(mode, "refund to my bank account"));
      System.out.println(mode + " " + hits.first().documentId());
    }
    // @end
    assertEquals(
        "KEYWORD refunds-2019\nVECTOR refunds-2019\nHYBRID refunds-2019\n", printed.take());
  }

  @Test
  void sidesAreFused() {
    // @start region="fusion"
    SearchRequest request = SearchRequest.hybrid("refund to my bank account");
    Hits byScores = store.search(request.fuse(Fusion.minMax(0.7))); // 0.7 for the vector side
    Hits byRanks = store.search(request.fuse(Fusion.rrf(60)));
    Hits reranked = store.search(request.fuse(Fusion.rerank())); // the words' hits, by meaning
    // @end
    assertEquals("refunds-2019", byScores.first().documentId());
    assertEquals(2.0 / 61, byRanks.first().score(), 1e-9);
    assertEquals(List.of("refunds-2019", "refunds"), ids(reranked));
  }

  @Test
  void wordsAreWeighed() {
    // @start region="keywords"
    Keywords keywords =
        Keywords.DEFAULT.bm25(Bm25.LUCENE).titleBoost(2).phraseBoost(0.5, 1); // words side by side
    Hits hits = store.search(SearchRequest.keyword("bank account").keywords(keywords));

    SearchRequest syntax = SearchRequest.keyword("+refunds -bank"); // Lucene's query syntax
    Hits without = store.search(syntax.keywords(Keywords.DEFAULT.parsed()));
    // @end
    assertEquals(List.of("refunds-2019"), ids(hits));
    assertEquals(List.of("refunds"), ids(without));
  }

  @Test
  void oldAnswersFade() {
    // @start region="recency"
    Recency halfLostInAYear = new Recency(Key.CREATED, Duration.ofDays(365), 1);
    SearchRequest request = SearchRequest.keyword("refunds are paid").recency(halfLostInAYear);
    // @end
    assertEquals(List.of("refunds", "refunds-2019"), ids(store.search(request)));
  }

  @Test
  void candidatesAreSorted() {
    // @start region="sort"
    SortBy newestFirst = new SortBy(Key.CREATED, true);
    SearchRequest request = SearchRequest.keyword("paid within days").sort(newestFirst);
    // @end
    assertEquals(List.of("refunds", "parcels", "refunds-2019"), ids(store.search(request)));
  }

  @Test
  void severalQuestionsAreAskedAtOnce() {
    // @start region="combine"
    List<String> rewritings = List.of("refund to my bank account", "parcels on weekdays");
    SearchRequest oneSearch = SearchRequest.ofTexts(SearchMode.HYBRID, rewritings, Combine.AVERAGE);
    SearchRequest oneEach = SearchRequest.ofTexts(SearchMode.HYBRID, rewritings, Combine.FUSE);
    // @end
    assertEquals(3, store.search(oneSearch).size());
    assertEquals(
        List.of("parcels", "refunds-2019"),
        ids(store.search(oneEach)).subList(0, 2).stream().sorted().toList());
  }

  @Test
  void rankingsComeWithoutTexts() {
    // @start region="rank"
    try (Snapshot snapshot = store.snapshot()) {
      for (RankedChunk chunk : snapshot.rank(SearchRequest.keyword("refunds"))) {
        System.out.println(chunk.documentId() + " " + chunk.ordinal());
      }
    }
    // @end
    assertEquals("refunds 0\nrefunds-2019 0\n", printed.take());
  }

  @Test
  void aSearcherAnswersOverAView() {
    store.commit();
    // @start region="searcher"
    Searcher searcher = new Searcher(embedder);
    try (CollectionView view = CollectionView.open(folder, Clock.systemUTC())) {
      Hits hits = searcher.search(view, SearchRequest.hybrid("When is a refund paid?").limit(2));
      System.out.println(hits.size() + " hits");
    }
    // @end
    assertEquals("2 hits\n", printed.take());
  }
}
