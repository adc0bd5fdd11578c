package dev.nearfield.integration.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NearfieldContentRetrieverTest {
  private static final Query REFUNDS = Query.from("refunds paid");

  private final HashingEmbedder embedder = new HashingEmbedder(64);

  @TempDir private Path folder;
  private VectorStore store;

  @BeforeEach
  void open() {
    store = VectorStore.open(folder.resolve("own"), embedder);
    store.add(
        SourceDocument.of("a", "refunds are paid within thirty days", Metadata.of("lang", "en"))
            .withTitle("Refunds")
            .withSource("handbook/refunds.md"));
    store.add(SourceDocument.of("b", "refunds paid by post", Metadata.of("lang", "fr")));
    store.add(SourceDocument.of("c", "parcels leave on Mondays", Metadata.of("lang", "en")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static List<String> ids(ContentRetriever retriever, Query query) {
    return retriever.retrieve(query).stream()
        .map(content -> (String) content.metadata().get(ContentMetadata.EMBEDDING_ID))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(SearchMode.class)
  void eachModeFindsWithScoreIdTitleAndSource(SearchMode mode) {
    Query query = Query.from("thirty days");
    ContentRetriever retriever =
        NearfieldContentRetriever.builder(store).mode(mode).maxResults(1).build();
    List<Content> contents = retriever.retrieve(query);
    assertEquals(1, contents.size());
    Content best = contents.getFirst();
    assertEquals("refunds are paid within thirty days", best.textSegment().text());
    assertEquals("en", best.textSegment().metadata().getString("lang"));
    assertEquals("Refunds", best.textSegment().metadata().getString("title"));
    assertEquals("handbook/refunds.md", best.textSegment().metadata().getString("source"));
    assertEquals("a", best.metadata().get(ContentMetadata.EMBEDDING_ID));
    double expected =
        store
            .search(dev.nearfield.search.SearchRequest.of(mode, "thirty days").limit(1))
            .first()
            .score();
    assertEquals(expected, best.metadata().get(ContentMetadata.SCORE));
  }

  @Test
  void metadataOfTheDocumentStandsBeforeItsTitle() {
    store.add(SourceDocument.of("d", "zebra", Metadata.of("title", "own")).withTitle("a title"));
    var metadata =
        NearfieldContentRetriever.of(store)
            .retrieve(Query.from("zebra"))
            .getFirst()
            .textSegment()
            .metadata();
    assertEquals("own", metadata.getString("title"));
    assertNull(metadata.getString("source"));
  }

  @Test
  void staticAndDynamicFiltersMustAllHold() {
    var keyword = NearfieldContentRetriever.builder(store).mode(SearchMode.KEYWORD);
    assertEquals(
        List.of("b"), ids(keyword.filter(metadataKey("lang").isEqualTo("fr")).build(), REFUNDS));
    var dynamic =
        keyword.dynamicFilter(
            query -> query.text().contains("paid") ? metadataKey("lang").isNotEqualTo("fr") : null);
    assertEquals(List.of(), ids(dynamic.build(), REFUNDS));
    assertEquals(List.of("b"), ids(dynamic.build(), Query.from("refunds")));
  }

  @Test
  void aMinimumScoreAndOtherWishesAreKept() {
    var vector = NearfieldContentRetriever.builder(store).mode(SearchMode.VECTOR);
    List<Double> scores =
        vector.build().retrieve(REFUNDS).stream()
            .map(content -> (Double) content.metadata().get(ContentMetadata.SCORE))
            .toList();
    assertEquals(3, scores.size());
    String best = ids(vector.build(), REFUNDS).getFirst();
    double between = (scores.get(0) + scores.get(1)) / 2;
    assertEquals(List.of(best), ids(vector.minScore(between).build(), REFUNDS));
    var other = vector.request(request -> request.where(Filters.ne("$id", best)));
    assertEquals(List.of(), ids(other.build(), REFUNDS));
  }

  @ParameterizedTest
  @EnumSource(SearchMode.class)
  void aStoreWithoutEmbedderAsksTheGivenModel(SearchMode mode) {
    try (VectorStore outside = VectorStore.open(folder.resolve("out"), embedder.identity())) {
      String text = "refunds paid by post";
      outside.add(SourceDocument.of("b", text), embedder.embedQuery(text));
      outside.add(
          SourceDocument.of("silent", ""), Embedding.of(embedder.embedQuery(text).toArray()));
      var builder = NearfieldContentRetriever.builder(outside).mode(mode);
      if (mode != SearchMode.KEYWORD) {
        ContentRetriever blind = builder.build();
        assertThrows(InvalidInputException.class, () -> blind.retrieve(REFUNDS));
      }
      var model = NearfieldEmbeddingModel.of(embedder);
      assertEquals(List.of("b"), ids(builder.embeddingModel(model).build(), REFUNDS));
    }
  }

  @Test
  void nonsenseIsRefused() {
    var builder = NearfieldContentRetriever.builder(store);
    assertThrows(IllegalArgumentException.class, () -> builder.maxResults(0));
    assertThrows(IllegalArgumentException.class, () -> builder.maxResults(10_001));
    assertThrows(IllegalArgumentException.class, () -> builder.minScore(Double.NaN));
  }
}
