package dev.nearfield.hostile;

import static dev.nearfield.hostile.Row.api;
import static dev.nearfield.hostile.Row.asked;
import static dev.nearfield.hostile.Treatment.refused;

import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.Chunk;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.Combine;
import dev.nearfield.search.SearchRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Vectors that have no direction, or are not those of the collection. */
final class VectorRows {
  private static final int DIMENSION = HostileInputTest.DIMENSION;

  private VectorRows() {}

  static Stream<Row> rows() {
    return Stream.of(
        given("a vector with NaN", "Component 1 of the vector is NaN", 1, Float.NaN),
        given("a vector with an infinity", "is -Infinity", Float.NEGATIVE_INFINITY),
        given("a vector of zeros", "The vector's length is 0.0", 0f),
        given("a vector so short that its length underflows", "needs one between", 1e-40f, 1e-42f),
        given("a vector so long that its length overflows", "needs one between", 3e38f, 3e38f),
        given("a vector that is not of length 1", "The vector's length is 2.0", 2f),
        api(
            "a vector without components",
            refused(InvalidInputException.class, "at least one component"),
            store -> store.add(document(), Embedding.of())),
        api(
            "a vector of another dimension",
            refused(InvalidInputException.class, "The vector has 3 dimensions"),
            store -> store.add(document(), Embedding.of(1, 0, 0))),
        asked(
            "a question's vector of another dimension",
            refused(InvalidInputException.class, "The question's vector has 2 dimensions"),
            () -> SearchRequest.vector(Embedding.of(1, 0))),
        asked(
            "a question of two opposite vectors, which have no mean",
            refused(InvalidInputException.class, "The vector's length is 0.0"),
            () ->
                SearchRequest.ofVectors(
                    List.of(Embedding.of(components(1f)), Embedding.of(components(-1f))),
                    Combine.AVERAGE)),
        new Row(
            "a text without a vector, where nothing embeds",
            Row.Way.API,
            refused(InvalidInputException.class, "The store has no embedder"),
            ground -> {
              ModelIdentity given = ModelIdentity.external("given", 2);
              try (VectorStore store = VectorStore.open(ground.outside(), given)) {
                store.add(document());
              }
              return List.of();
            }),
        api(
            "chunks that are not numbered in order",
            refused(InvalidInputException.class, "Chunk 0 has the ordinal 1"),
            store -> store.add(document(), List.of(chunk(new Chunk(1, 0, 4, "text"))))),
        api(
            "a chunk that lies beyond its document's text",
            refused(InvalidInputException.class, "Chunk 0 ends at 25, and the text of document"),
            store -> store.add(document(), List.of(chunk(new Chunk(0, 15, 25, "words and.."))))),
        api(
            "half a surrogate pair in a given chunk",
            refused(InvalidInputException.class, "half a surrogate pair (U+D83D) at position 2"),
            store -> store.add(document(), List.of(chunk(new Chunk(0, 0, 3, "te\uD83D"))))),
        new Row(
            "an embedder that gives fewer vectors than texts",
            Row.Way.API,
            refused(
                EmbeddingException.class, "gave 0 embeddings for 1 texts"),
            ground -> {
              try (VectorStore store =
                  VectorStore.open(ground.outside(), new MuteEmbedder(DIMENSION))) {
                store.add(document());
              }
              return List.of();
            }));
  }

  private static Row given(String name, String sentence, float... first) {
    return api(
        name,
        refused(InvalidInputException.class, sentence),
        store -> store.add(document(), Embedding.of(components(first))));
  }

  private static float[] components(float... first) {
    return Arrays.copyOf(first, DIMENSION);
  }

  private static EmbeddedChunk chunk(Chunk chunk) {
    return new EmbeddedChunk(chunk, new HashingEmbedder(DIMENSION).embedQuery(chunk.text()));
  }

  private static SourceDocument document() {
    return SourceDocument.of("new", "text of some words");
  }
}
