package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Explanation;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Hits;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.MetadataValue;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.Combine;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.Keywords;
import dev.nearfield.search.Recency;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.search.SortBy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request can ask for, beside its mode and filter. */
final class SearchRequestTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final HashingEmbedder embedder = new HashingEmbedder(64);

  @TempDir private Path folder;
  private VectorStore store;

  @BeforeEach
  void open() {
    StoreOptions options = StoreOptions.defaults().clock(Clock.fixed(NOW, ZoneOffset.UTC));
    store = VectorStore.open(folder, embedder, options);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void add(String id, String text, Object... metadata) {
    store.add(SourceDocument.of(id, text, Metadata.of(metadata)));
  }

  private List<String> ids(SearchRequest request) {
    return store.search(request).stream().map(Hit::documentId).toList();
  }

  @Test
  void pagesFollowEachOther() {
    IntStream.range(0, 30).forEach(i -> add("d" + i, "word ".repeat(i + 1) + "and x" + i));
    SearchRequest request = SearchRequest.hybrid("word");
    List<String> all = ids(request.limit(30));
    List<String> paged = new ArrayList<>();
    for (int offset = 0; offset < 30; offset += 7) {
      paged.addAll(ids(request.limit(7).offset(offset)));
    }
    assertEquals(all, paged);
    assertEquals(8, store.search(request.limit(3).offset(7)).first().rank());
    assertTrue(ids(request.offset(100)).isEmpty());
  }

  @Test
  void aMinimumScoreCutsTheTail() {
    add("near", "red apples");
    add("far", "quantum electrodynamics");
    SearchRequest request = SearchRequest.vector("red apples");
    assertEquals(2, ids(request).size());
    assertEquals(List.of("near"), ids(request.minimumScore(0.9)));
  }

  @Test
  void theBestChunksOfEachDocumentLeaveRoomForOthers() {
    List<EmbeddedChunk> chunks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      String piece = "apples number " + i + ". ";
      chunks.add(
          new EmbeddedChunk(
              new Chunk(i, text.length(), text.length() + piece.length(), piece),
              embedder.embedQuery(piece)));
      text.append(piece);
    }
    store.add(SourceDocument.of("long", text.toString()), chunks);
    add("short", "apples once, among many other words of no importance at all");
    SearchRequest request = SearchRequest.keyword("apples").limit(2).candidates(5);
    assertEquals(List.of("long", "long"), ids(request));
    assertEquals(List.of("long", "short"), ids(request.chunksEach(1)));
    assertEquals(
        List.of("long", "short"),
        ids(SearchRequest.vector("apples").limit(2).candidates(5).chunksEach(1)));

    Hit hit = store.search(SearchRequest.keyword("\"number 17\"").limit(1).neighbours(1)).first();
    int at = hit.chunk().ordinal();
    assertEquals(
        text.substring(chunks.get(at - 1).chunk().start(), chunks.get(at + 1).chunk().end()),
        hit.context());
    assertNull(store.search(SearchRequest.keyword("apples")).first().context());
  }

  @Test
  void diversityPicksWhatIsUnlikeTheFirst() {
    add("a", "green apples on trees");
    add("b", "green apples on the trees");
    add("c", "green submarine");
    SearchRequest request = SearchRequest.vector("green apples on trees").limit(2);
    assertEquals(List.of("a", "b"), ids(request));
    assertEquals(List.of("a", "b"), ids(request.diversity(1)));
    assertEquals(List.of("a", "c"), ids(request.diversity(0.1)));
  }

  @Test
  void highlightsMarkTheWords() {
    add("a", "Nothing here. The chains of bicycles wear. Oil helps.");
    Hit hit = store.search(SearchRequest.keyword("chain oil").highlighted()).first();
    String marked = String.join(" ", hit.highlights());
    assertTrue(marked.contains("<b>chains</b>") && marked.contains("<b>Oil</b>"), marked);
    assertFalse(marked.contains("Nothing"), marked);
    assertEquals(List.of(), store.search(SearchRequest.keyword("chain")).first().highlights());
  }

  @Test
  void filtersOfManyNumbersAndQuestionsOfManyWordsWorkTogether() {
    add("a", "word1 and word2", "n", 599);
    add("b", "word1", "n", 600.5);
    Object[] numbers = IntStream.range(0, 2_000).boxed().toArray();
    String question =
        String.join(" ", IntStream.range(0, 1_500).mapToObj(i -> "word" + i).toList());
    assertEquals(
        List.of("a"),
        ids(SearchRequest.keyword(question).where(Filters.in("n", numbers)).highlighted()));
    store.delete(Filters.in("n", numbers));
    assertEquals(List.of("b"), ids(SearchRequest.keyword(question)));
  }

  @Test
  void titlesAndPhrasesCanWeighMore() {
    store.add(SourceDocument.of("title", "a long text about other things").withTitle("Chains"));
    add("text", "chains chains chains of things and of other chains");
    SearchRequest request = SearchRequest.keyword("chains");
    assertEquals(List.of("text", "title"), ids(request));
    assertEquals(List.of("title", "text"), ids(request.keywords(Keywords.DEFAULT.titleBoost(5))));

    add("apart", "york is old and york is not new, new york is new york, it is not");
    add("together", "a text that tells of new york at some length among other words and things");
    add("scattered", "new things in york, new york new, york york");
    Hits plain = store.search(SearchRequest.keyword("york is"));
    Hits phrased =
        store.search(SearchRequest.keyword("york is").keywords(Keywords.DEFAULT.phraseBoost(3, 0)));
    assertEquals("apart", phrased.first().documentId());
    assertTrue(phrased.first().score() >= plain.first().score());
  }

  @Test
  void recencyLetsOldDocumentsFade() {
    add("old", "news about apples", "published", NOW.minus(Duration.ofDays(60)));
    add("new", "some more recent news about apples", "published", NOW);
    add("undated", "news about apples and pears");
    SearchRequest request = SearchRequest.keyword("apples").explain();
    assertEquals("old", ids(request).getFirst());
    Recency recency = new Recency(Key.metadata("published"), Duration.ofDays(30), 1);
    Hits faded = store.search(request.recency(recency));
    assertEquals("new", faded.first().documentId());
    assertEquals("undated", faded.list().getLast().documentId());
    assertEquals(0, faded.list().getLast().score());
    Explanation old = Objects.requireNonNull(faded.list().get(1).explanation());
    assertEquals(List.of(new Explanation.Factor("recency", 0.25)), old.factors());
  }

  @Test
  void candidatesCanBeOrderedByAKey() {
    add("a", "apples", "year", 2003);
    add("b", "apples and pears", "year", 2001.5);
    add("c", "apples and more pears", "year", 2002);
    add("none", "apples without a year");
    SearchRequest request = SearchRequest.keyword("apples");
    assertEquals(
        List.of("b", "c", "a", "none"), ids(request.sort(new SortBy(Key.metadata("year"), false))));
    assertEquals(
        List.of("a", "c", "b", "none"), ids(request.sort(new SortBy(Key.metadata("year"), true))));
  }

  @Test
  void syntaxIsReadOnRequestOnly() {
    add("a", "red apples");
    add("b", "green apples");
    SearchRequest request = SearchRequest.keyword("+apples -red");
    assertEquals(2, ids(request).size());
    assertEquals(List.of("b"), ids(request.keywords(Keywords.DEFAULT.parsed())));
    assertEquals(
        2,
        ids(SearchRequest.keyword("*:*").keywords(Keywords.DEFAULT.parsed()).withoutDistances())
            .size());
    var e =
        assertThrows(
            InvalidInputException.class,
            () -> ids(SearchRequest.keyword("(apples").keywords(Keywords.DEFAULT.parsed())));
    assertTrue(e.getMessage().contains("'(apples' is not Lucene query syntax"), e.getMessage());
  }

  @Test
  void keywordCandidatesCanBeRankedByMeaning() {
    add("both", "red apples");
    add("word", "apples apples apples apples");
    add("meaning", "red red");
    Hits hits =
        store.search(
            SearchRequest.hybrid("red apples").fuse(Fusion.rerank()).candidates(2).limit(2));
    assertEquals("both", hits.first().documentId());
    assertEquals(2, hits.size());
    assertEquals(1, hits.first().score(), 1e-6);
  }

  @Test
  void aSearchThatIsOutOfTimeSaysSo() {
    IntStream.range(0, 200).forEach(i -> add("d" + i, "word " + i));
    Hits stopped = store.search(SearchRequest.hybrid("word").cancelledWhen(() -> true));
    assertFalse(stopped.complete());
    Hits done = store.search(SearchRequest.hybrid("word").timeout(Duration.ofHours(1)));
    assertTrue(done.complete());
    assertEquals(10, done.size());
  }

  @Test
  void anExplanationTellsBothSides() {
    add("a", "red apples", "n", 1);
    add("b", "yellow apples and pears", "n", 1);
    Hits hits =
        store.search(
            SearchRequest.hybrid("red apples")
                .where(Filters.eq("n", 1))
                .fuse(Fusion.rrf(60))
                .explain());
    Explanation why = Objects.requireNonNull(hits.first().explanation());
    assertEquals("n = 1", why.filter());
    assertTrue(why.exact());
    assertEquals(1, Objects.requireNonNull(why.keyword()).rank());
    assertEquals(1.0 / 61, Objects.requireNonNull(why.vector()).share(), 1e-12);
    assertEquals(
        hits.first().score(),
        Objects.requireNonNull(why.keyword()).share()
            + Objects.requireNonNull(why.vector()).share(),
        1e-12);
    assertNull(store.search(SearchRequest.hybrid("red")).first().explanation());
  }

  @Test
  void moreLikeADocumentLeavesItOut() {
    add("a", "red apples on trees");
    add("b", "red apples on tables");
    add("c", "deep blue sea");
    try (Snapshot snapshot = store.snapshot()) {
      Hits hits = snapshot.moreLike("a", SearchRequest.hybrid("unused"));
      assertEquals(List.of("b", "c"), hits.stream().map(Hit::documentId).toList());
      assertThrows(
          InvalidInputException.class,
          () -> snapshot.moreLike("nobody", SearchRequest.hybrid("unused")));
    }
  }

  @Test
  void severalTextsAreAveragedOrFused() {
    add("apples", "red apples");
    add("sea", "deep blue sea");
    add("other", "quantum electrodynamics");
    for (Combine combine : Combine.values()) {
      for (SearchMode mode : SearchMode.values()) {
        List<String> texts = List.of("red apples", "blue sea");
        List<String> found = ids(SearchRequest.ofTexts(mode, texts, combine).limit(2));
        assertEquals(List.of("apples", "sea"), found.stream().sorted().toList());
      }
    }
  }

  @Test
  void manyRequestsAreAnsweredSideBySide() {
    IntStream.range(0, 50).forEach(i -> add("d" + i, "word" + i));
    List<SearchRequest> requests =
        IntStream.range(0, 50).mapToObj(i -> SearchRequest.hybrid("word" + i).limit(1)).toList();
    try (ExecutorService executor = Executors.newFixedThreadPool(2);
        Snapshot snapshot = store.snapshot()) {
      List<Hits> answers = snapshot.searchAll(requests, executor);
      for (int i = 0; i < 50; i++) {
        assertEquals("d" + i, answers.get(i).first().documentId());
      }
      assertThrows(
          IllegalArgumentException.class,
          () -> snapshot.searchAll(List.of(SearchRequest.keyword(" ")), executor));
    }
  }

  @Test
  void documentsCanBeLookedInto() {
    add("a", "One fine day.", "owner", "ann", "tags", List.of("x", "y"));
    add("b", "Another DAY.", "owner", "bob", "tags", List.of("y"));
    add("c", "Night.", "owner", "ann");
    try (Snapshot snapshot = store.snapshot()) {
      assertEquals(2, snapshot.count(Filters.eq("owner", "ann")));
      assertEquals(
          Map.of(MetadataValue.of("ann"), 2, MetadataValue.of("bob"), 1),
          snapshot.values(Key.metadata("owner")));
      assertEquals(
          Map.of(MetadataValue.of("x"), 1, MetadataValue.of("y"), 2),
          snapshot.values(Key.metadata("tags")));
      assertEquals(1, snapshot.containing("day", false, 10).size());
      assertEquals(2, snapshot.containing("day", true, 10).size());
      assertEquals(3, snapshot.get("a").orElseThrow().wordCount());
      assertNotNull(snapshot.getEmbedded("a").orElseThrow().chunks().getFirst().embedding());
    }
    assertTrue(store.update("a", Metadata.of("owner", "bob")));
    assertFalse(store.update("nobody", Metadata.empty()));
    assertEquals(2, store.count(Filters.eq("owner", "bob")));
    assertEquals(3, embedder.embeddedDocuments());
  }
}
