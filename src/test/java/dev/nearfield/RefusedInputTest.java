package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the store refuses, each with its own sentence, and unchanged after it. */
final class RefusedInputTest {
  @TempDir private Path folder;
  private VectorStore store;

  @BeforeEach
  void open() {
    store = VectorStore.open(folder, new HashingEmbedder(4));
    store.add(SourceDocument.of("kept", "What was there before."));
  }

  @AfterEach
  void isUnchanged() {
    assertEquals(1, store.count());
    assertEquals(1, store.search(SearchRequest.vector("before")).size());
    store.close();
  }

  @FunctionalInterface
  interface Call {
    void on(VectorStore store);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refuse("empty id", "must not be empty", store -> store.add(SourceDocument.of("", "x"))),
        refuse("blank id", "must not be empty", store -> store.add(SourceDocument.of("\t", "x"))),
        refuse(
            "long id",
            "at most 1024 characters",
            store -> store.add(SourceDocument.of("x".repeat(1_025), "x"))),
        refuse(
            "control character in the id",
            "U+000A at position 1",
            store -> store.add(SourceDocument.of("a\nb", "x"))),
        refuse(
            "half a surrogate pair",
            "U+D83D) at position 2",
            store -> store.add(SourceDocument.of("a", "xy\uD83Dz"))),
        refuse(
            "NaN",
            "Component 1 of the vector is NaN",
            store -> store.add(SourceDocument.of("a", "x"), Embedding.of(1, Float.NaN, 0, 0))),
        refuse(
            "infinite",
            "Component 0 of the vector is -Infinity",
            store ->
                store.add(
                    SourceDocument.of("a", "x"), Embedding.of(Float.NEGATIVE_INFINITY, 0, 0, 0))),
        refuse(
            "zero vector",
            "length is 0.0",
            store -> store.add(SourceDocument.of("a", "x"), Embedding.of(0, 0, 0, 0))),
        refuse(
            "overflowing vector",
            "length is",
            store -> store.add(SourceDocument.of("a", "x"), Embedding.of(3e38f, 3e38f, 0, 0))),
        refuse(
            "wrong dimension",
            "The vector has 3 dimensions, and the collection's model hashing has 4",
            store -> store.add(SourceDocument.of("a", "x"), Embedding.of(1, 0, 0))),
        refuse(
            "not normalised",
            "The vector's length is 2.0",
            store -> store.add(SourceDocument.of("a", "x"), Embedding.of(2, 0, 0, 0))),
        refuse(
            "question of wrong dimension",
            "The question's vector has 5 dimensions",
            store -> store.search(SearchRequest.vector(Embedding.of(1, 0, 0, 0, 0)))),
        refuse(
            "long metadata string",
            "The metadata 'k' is 40000 bytes long",
            store -> store.add(SourceDocument.of("a", "x", Metadata.of("k", "x".repeat(40_000))))),
        refuse(
            "a filter of too many conditions",
            "at most 512 are taken",
            store -> store.delete(manyConditions())),
        refuse(
            "chunks out of order",
            "Chunk 0 has the ordinal 1",
            store ->
                store.add(
                    SourceDocument.of("a", "x"),
                    List.of(new EmbeddedChunk(new Chunk(1, 0, 1, "x"), Embedding.of(1, 0, 0, 0))))),
        refuse(
            "too many metadata keys",
            "1001 different keys",
            store -> store.add(SourceDocument.of("a", "x", Metadata.of(keys(1_001))))));
  }

  private static Filter manyConditions() {
    return Filters.or(
        IntStream.range(0, 600)
            .mapToObj(i -> Filters.between("n", i, i + 1))
            .toArray(Filter[]::new));
  }

  private static Arguments refuse(String what, String message, Call call) {
    return Arguments.of(what, message, call);
  }

  private static Map<String, Object> keys(int count) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put("key" + i, i);
    }
    return map;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedWithASentence(String what, String message, Call call) {
    var e = assertThrows(InvalidInputException.class, () -> call.on(store));
    assertTrue(e.getMessage().contains(message), what + ": " + e.getMessage());
  }

  @Test
  void theKeysOfARefusedDocumentTakeNoRoom() {
    Metadata tooLong = Metadata.of(keys(900)).with("k", "x".repeat(40_000));
    assertThrows(
        InvalidInputException.class, () -> store.add(SourceDocument.of("a", "x", tooLong)));
    Map<String, Object> others = new LinkedHashMap<>();
    keys(900).forEach((key, value) -> others.put("other " + key, value));
    store.add(SourceDocument.of("a", "x", Metadata.of(others)));
    store.delete("a");
  }

  @Test
  void textNeedsAnEmbedderOrAVector(@TempDir Path other) {
    try (VectorStore given = VectorStore.open(other, ModelIdentity.external("given", 4))) {
      assertThrows(InvalidInputException.class, () -> given.add(SourceDocument.of("a", "x")));
      assertThrows(InvalidInputException.class, () -> given.search(SearchRequest.vector("words")));
      assertEquals(0, given.count());
    }
  }

  @Test
  void nonsenseInARequestIsNamed() {
    assertMessage("limit must be between 1 and 10000, got 0", () -> request().limit(0));
    assertMessage(
        "candidates must be between 1 and 10000, got 1000000000",
        () -> request().candidates(1_000_000_000));
    assertMessage(
        "offset and limit together must be between 1 and 10000, got 10009",
        () -> request().offset(9_999));
    assertMessage("The text of a search must not be blank.", () -> SearchRequest.hybrid(" "));
  }

  private static SearchRequest request() {
    return SearchRequest.keyword("x");
  }

  private static void assertMessage(String message, Runnable call) {
    var e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.toString());
  }
}
