package dev.nearfield.integration.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.nearfield.Embedders;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page on LangChain4j compile and do what they say. */
final class LangChain4jPageTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.dir", "."));

  @TempDir private Path folder;

  @Test
  void theExamplesOfThePageAreThoseOfThisTest() throws IOException {
    String page = Files.readString(PROJECT.resolve("src/site/markdown/langchain4j.md"));
    String test =
        squeezed(
            Files.readString(
                PROJECT.resolve(
                    "src/test/java/dev/nearfield/integration/langchain4j/LangChain4jPageTest.java")));
    List<String> examples =
        Pattern.compile("^```java\n((?s:.*?))^```$", Pattern.MULTILINE)
            .matcher(page)
            .results()
            .map((MatchResult block) -> squeezed(block.group(1)))
            .toList();
    assertEquals(3, examples.size());
    examples.forEach(example -> assertTrue(test.contains(example), example));
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void fromDocumentsToContents() {
    PrintStream console = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      ingestAndRetrieve();
    } finally {
      System.setOut(console);
    }
    assertEquals(
        "Refunds are paid within 30 days.", printed.toString(StandardCharsets.UTF_8).strip());
  }

  private void ingestAndRetrieve() {
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        VectorStore vectors = VectorStore.open(folder, embedder)) {
      EmbeddingStoreIngestor.builder()
          .embeddingModel(NearfieldEmbeddingModel.of(embedder))
          .embeddingStore(NearfieldEmbeddingStore.of(vectors))
          .build()
          .ingest(
              Document.from("Refunds are paid within 30 days.", Metadata.from("lang", "en")),
              Document.from("Parcels leave on Mondays.", Metadata.from("lang", "en")));
      vectors.commit();

      ContentRetriever retriever =
          NearfieldContentRetriever.builder(vectors)
              .maxResults(1)
              .filter(metadataKey("lang").isEqualTo("en"))
              .build();
      for (Content content : retriever.retrieve(Query.from("when do I get my money back?"))) {
        System.out.println(content.textSegment().text());
      }
    }
  }

  @Test
  void vectorsOfAnotherModel() {
    VectorStore vectors = VectorStore.open(folder, ModelIdentity.external("my-model", 2));
    NearfieldEmbeddingStore store =
        NearfieldEmbeddingStore.builder(vectors).hybrid().closing().build();
    try (store) {
      String id = store.add(Embedding.from(new float[] {1, 2}), TextSegment.from("one"));
      assertEquals(id, vectors.search(SearchRequest.keyword("one")).first().documentId());
    }
  }

  @Test
  void aRetrieverWithWishes() {
    try (VectorStore vectors = VectorStore.open(folder, new HashingEmbedder(32))) {
      ContentRetriever fresh =
          NearfieldContentRetriever.builder(vectors)
              .mode(SearchMode.VECTOR)
              .minScore(0.6)
              .dynamicFilter(query -> metadataKey("lang").isEqualTo("en"))
              .request(request -> request.chunksEach(1).where(Filters.exists("index")))
              .build();
      var english = dev.nearfield.model.Metadata.of("lang", "en", "index", 0);
      vectors.add(SourceDocument.of("a", "parcels leave today", english));
      vectors.add(SourceDocument.of("b", "parcels leave today", english.without("index")));
      vectors.add(SourceDocument.of("c", "parcels leave today", english.with("lang", "de")));
      List<Content> contents = fresh.retrieve(Query.from("parcels leave"));
      assertEquals(
          List.of("a"),
          contents.stream()
              .map(content -> content.metadata().get(ContentMetadata.EMBEDDING_ID))
              .toList());
    }
  }
}
