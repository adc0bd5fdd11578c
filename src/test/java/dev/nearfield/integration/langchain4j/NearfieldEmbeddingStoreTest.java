package dev.nearfield.integration.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest.EmbeddingSearchRequestBuilder;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.nearfield.VectorStore;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.search.Fusion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NearfieldEmbeddingStoreTest {
  private static final Embedding EAST = Embedding.from(new float[] {2, 0});
  private static final Embedding NORTH = Embedding.from(new float[] {0, 0.5f});

  @TempDir private Path folder;
  private VectorStore vectors;
  private NearfieldEmbeddingStore store;

  @BeforeEach
  void open() {
    vectors = VectorStore.open(folder, ModelIdentity.external("compass", 2));
    store = NearfieldEmbeddingStore.of(vectors);
  }

  @AfterEach
  void close() {
    vectors.close();
  }

  private static List<EmbeddingMatch<TextSegment>> search(
      NearfieldEmbeddingStore store, EmbeddingSearchRequestBuilder request) {
    return store.search(request.build()).matches();
  }

  private static EmbeddingSearchRequestBuilder near(Embedding question) {
    return EmbeddingSearchRequest.builder().queryEmbedding(question).maxResults(10);
  }

  private static String message(Throwable error) {
    return String.valueOf(error.getMessage());
  }

  private static List<String> ids(List<EmbeddingMatch<TextSegment>> matches) {
    return matches.stream().map(EmbeddingMatch::embeddingId).toList();
  }

  @Test
  void aQueryTextLeavesTheScoreACosineUnlessHybridWasAskedFor() {
    store.addAll(
        List.of("east", "north"),
        List.of(EAST, NORTH),
        List.of(TextSegment.from("sunrise"), TextSegment.from("the pole star")));
    List<EmbeddingMatch<TextSegment>> plain = search(store, near(EAST).query("pole star"));
    assertEquals(List.of("east", "north"), ids(plain));
    assertEquals(1, plain.get(0).score(), 1e-6);
    assertEquals(0.5, plain.get(1).score(), 1e-6);

    NearfieldEmbeddingStore hybrid =
        NearfieldEmbeddingStore.builder(vectors).hybrid(Fusion.minMax(0.25)).build();
    List<EmbeddingMatch<TextSegment>> fused = search(hybrid, near(EAST).query("pole star"));
    assertEquals(List.of("north", "east"), ids(fused));
    assertEquals(0.75, fused.get(0).score(), 1e-6);
    assertEquals(0.25, fused.get(1).score(), 1e-6);
  }

  @Test
  void hybridWithoutAQueryTextSearchesByMeaning() {
    store.addAll(
        List.of("east", "north"),
        List.of(EAST, NORTH),
        List.of(TextSegment.from("sunrise"), TextSegment.from("the pole star")));
    NearfieldEmbeddingStore hybrid = NearfieldEmbeddingStore.builder(vectors).hybrid().build();
    for (EmbeddingSearchRequestBuilder request : List.of(near(EAST), near(EAST).query(" "))) {
      List<EmbeddingMatch<TextSegment>> matches = search(hybrid, request);
      assertEquals(List.of("east", "north"), ids(matches));
      assertEquals(0.5, matches.get(1).score(), 1e-6);
    }
  }

  @Test
  void hybridKeepsFilterAndMinimumScore() {
    store.addAll(
        List.of("a", "b", "c"),
        List.of(EAST, NORTH, EAST),
        List.of(
            TextSegment.from("pole", Metadata.from("lang", "en")),
            TextSegment.from("pole", Metadata.from("lang", "de")),
            TextSegment.from("equator", Metadata.from("lang", "en"))));
    NearfieldEmbeddingStore hybrid = NearfieldEmbeddingStore.builder(vectors).hybrid().build();
    Filter english = metadataKey("lang").isEqualTo("en");
    assertEquals(
        Set.of("a", "c"),
        Set.copyOf(ids(search(hybrid, near(EAST).query("pole").filter(english)))));
    assertEquals(
        List.of("a"), ids(search(hybrid, near(EAST).query("pole").filter(english).minScore(0.9))));
  }

  @Test
  void anEmbeddingWithoutSegmentHasNoTextAndComesBackExactly() {
    Embedding odd = Embedding.from(new float[] {-0.0f, 1.0e-7f});
    String id = store.add(odd, null);
    store.addAll(List.of("x", "y"), List.of(EAST, EAST), Arrays.asList(null, text("y")));
    EmbeddingMatch<TextSegment> match = search(store, near(odd)).getFirst();
    assertEquals(id, match.embeddingId());
    assertEquals(odd, match.embedding());
    assertNull(match.embedded());
    for (EmbeddingMatch<TextSegment> other : search(store, near(EAST).maxResults(2))) {
      assertEquals(other.embeddingId().equals("y") ? text("y") : null, other.embedded());
    }
  }

  private static TextSegment text(String text) {
    return TextSegment.from(text);
  }

  @Test
  void aTextOfWideSpacesIsATextAsItIsForLangChain4j() {
    TextSegment wide = text("\u2003");
    store.add(EAST, wide);
    assertEquals(wide, search(store, near(EAST)).getFirst().embedded());
  }

  @Test
  void addingUnderAnIdThatIsThereReplaces() {
    store.addAll(List.of("a"), List.of(EAST), List.of(text("old")));
    store.addAll(List.of("a"), List.of(NORTH), List.of(text("new")));
    List<EmbeddingMatch<TextSegment>> matches = search(store, near(NORTH));
    assertEquals(1, matches.size());
    assertEquals(text("new"), matches.getFirst().embedded());
    assertEquals(NORTH, matches.getFirst().embedding());
    store.add("a", NORTH);
    assertNull(search(store, near(NORTH)).getFirst().embedded());
  }

  @Test
  void aFilterOfAnUnknownClassIsRefusedByNameForSearchAndRemoval() {
    store.add("a", EAST);
    Filter odd =
        new Filter() {
          @Override
          public boolean test(Object metadata) {
            return true;
          }

          @Override
          public String toString() {
            return "every second one";
          }
        };
    for (Filter filter : List.of(odd, Filter.not(odd), metadataKey("k").isIn("v").and(odd))) {
      var error =
          assertThrows(
              UnsupportedOperationException.class, () -> search(store, near(EAST).filter(filter)));
      assertTrue(message(error).contains("every second one"), message(error));
      assertTrue(message(error).contains(odd.getClass().getName()), message(error));
      assertTrue(message(error).contains("MetadataFilterBuilder"), message(error));
      assertThrows(UnsupportedOperationException.class, () -> store.removeAll(filter));
    }
    assertEquals(1, vectors.count());
  }

  @Test
  void aKeyThatBeginsWithADollarSignIsAMetadataKey() {
    store.addAll(
        List.of("a", "b"),
        List.of(EAST, EAST),
        List.of(TextSegment.from("one", Metadata.from("$id", "b")), text("two")));
    Filter filter = metadataKey("$id").isEqualTo("b");
    assertEquals(List.of("a"), ids(search(store, near(EAST).filter(filter))));
    store.removeAll(filter);
    assertEquals(List.of("b"), ids(search(store, near(EAST))));
  }

  @Test
  void whatNearfieldAloneCanHoldComesBackAsString() {
    Instant noon = Instant.parse("2026-05-01T12:00:00Z");
    vectors.add(
        SourceDocument.of(
            "a",
            "text",
            dev.nearfield.model.Metadata.of(
                "flag", true, "at", noon, "tags", List.of("b", "a"), "none", List.of())),
        dev.nearfield.model.Embedding.of(1, 0));
    assertEquals(
        Map.of("flag", "true", "at", "2026-05-01T12:00:00Z", "tags", "b, a", "none", ""),
        search(store, near(EAST)).getFirst().embedded().metadata().toMap());
  }

  @Test
  void everyChunkOfADocumentIsAMatchUnderTheDocumentsId() {
    var first =
        new EmbeddedChunk(new Chunk(0, 0, 3, "one"), dev.nearfield.model.Embedding.of(1, 0));
    var second =
        new EmbeddedChunk(new Chunk(1, 4, 7, "two"), dev.nearfield.model.Embedding.of(0, 3));
    vectors.add(SourceDocument.of("both", "one two"), List.of(first, second));
    List<EmbeddingMatch<TextSegment>> matches = search(store, near(NORTH));
    assertEquals(List.of("both", "both"), ids(matches));
    assertEquals(text("two"), matches.getFirst().embedded());
    assertEquals(Embedding.from(new float[] {0, 3}), matches.getFirst().embedding());
    assertEquals(Embedding.from(new float[] {1, 0}), matches.getLast().embedding());
    store.remove("both");
    assertEquals(List.of(), search(store, near(NORTH)));
  }

  @Test
  void tenThousandResultsAreAnsweredAndMoreAreRefused() {
    Random random = new Random(7);
    int count = 10_001;
    List<Embedding> embeddings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      embeddings.add(
          Embedding.from(new float[] {(float) random.nextGaussian(), 1 + random.nextFloat()}));
    }
    List<String> ids = IntStream.range(0, count).mapToObj(i -> "e" + i).toList();
    store.addAll(ids, embeddings, null);
    List<EmbeddingMatch<TextSegment>> matches = search(store, near(EAST).maxResults(10_000));
    assertEquals(10_000, matches.size());
    assertEquals(10_000, Set.copyOf(ids(matches)).size());
    for (EmbeddingMatch<TextSegment> match : matches) {
      int at = Integer.parseInt(match.embeddingId().substring(1));
      assertEquals(embeddings.get(at), match.embedding());
    }
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> search(store, near(EAST).maxResults(10_001)));
    assertTrue(message(error).contains("10001"), message(error));
    store.removeAll();
    assertEquals(0, vectors.count());
  }

  @Test
  void longListsOfValuesAreLookedUp() {
    TextSegment numbered =
        TextSegment.from("first", new Metadata().put("n", 512).put("s", "v1999"));
    TextSegment halved = TextSegment.from("second", new Metadata().put("n", 0.5));
    store.addAll(List.of("a", "b"), List.of(EAST, EAST), List.of(numbered, halved));
    List<Integer> numbers = IntStream.range(0, 1_024).boxed().toList();
    assertEquals(
        List.of("a"), ids(search(store, near(EAST).filter(metadataKey("n").isIn(numbers)))));
    NearfieldEmbeddingStore hybrid = NearfieldEmbeddingStore.builder(vectors).hybrid().build();
    assertEquals(
        List.of("a"),
        ids(search(hybrid, near(EAST).query("first").filter(metadataKey("n").isIn(numbers)))));
    List<String> strings = IntStream.range(0, 5_000).mapToObj(i -> "v" + i).toList();
    assertEquals(
        List.of("a"), ids(search(store, near(EAST).filter(metadataKey("s").isIn(strings)))));
    assertEquals(
        List.of("b"), ids(search(store, near(EAST).filter(metadataKey("s").isNotIn(strings)))));
  }

  @Test
  void aVectorOfAnotherDimensionIsRefused() {
    Embedding long3 = Embedding.from(new float[] {1, 2, 3});
    assertThrows(InvalidInputException.class, () -> store.add(long3));
    assertThrows(InvalidInputException.class, () -> search(store, near(long3)));
    assertEquals(0, vectors.count());
  }

  @Test
  void aClosedStoreSaysSo() {
    store.close();
    store.add("a", EAST);
    vectors.close();
    assertThrows(StoreClosedException.class, () -> store.add(EAST));
    assertThrows(StoreClosedException.class, () -> search(store, near(EAST)));
    assertThrows(StoreClosedException.class, () -> store.remove("a"));
    assertThrows(StoreClosedException.class, store::removeAll);
  }

  @Test
  void aClosingStoreClosesAndKeepsWhatWasAdded() {
    NearfieldEmbeddingStore closing = NearfieldEmbeddingStore.builder(vectors).closing().build();
    closing.add("a", EAST);
    closing.close();
    assertThrows(StoreClosedException.class, vectors::count);
    open();
    assertEquals(List.of("a"), ids(search(store, near(EAST))));
  }
}
