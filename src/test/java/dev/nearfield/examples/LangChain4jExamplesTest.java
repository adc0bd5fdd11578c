package dev.nearfield.examples;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.nearfield.Embedders;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.integration.langchain4j.NearfieldContentRetriever;
import dev.nearfield.integration.langchain4j.NearfieldEmbeddingModel;
import dev.nearfield.integration.langchain4j.NearfieldEmbeddingStore;
import dev.nearfield.search.SearchMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A collection seen from LangChain4j. */
final class LangChain4jExamplesTest {
  @RegisterExtension private final Printed printed = new Printed();

  @TempDir private Path folder;

  @Test
  void aCollectionIsAnEmbeddingStoreAndAContentRetriever() {
    // @start region="store"
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        VectorStore vectors = VectorStore.open(folder, embedder)) {
      EmbeddingModel model = NearfieldEmbeddingModel.of(embedder);
      EmbeddingStore<TextSegment> store = NearfieldEmbeddingStore.of(vectors);
      TextSegment segment =
          TextSegment.from("Refunds are paid within 30 days.", Metadata.from("lang", "en"));
      store.add(model.embed(segment).content(), segment);

      Embedding question = model.embed("When do I get my money back?").content();
      EmbeddingSearchRequest request =
          EmbeddingSearchRequest.builder().queryEmbedding(question).maxResults(3).build();
      store.search(request).matches().forEach(match -> System.out.println(match.embedded().text()));
    }
    // @end
    assertEquals("Refunds are paid within 30 days.\n", printed.take());
    try (Embedder embedder = Embedders.load("all-minilm-l6-v2");
        VectorStore vectors = VectorStore.open(folder, embedder)) {
      // @start region="retriever"
      NearfieldContentRetriever retriever =
          NearfieldContentRetriever.builder(vectors)
              .mode(SearchMode.HYBRID)
              .maxResults(5)
              .filter(metadataKey("lang").isEqualTo("en"))
              .build();
      for (Content content : retriever.retrieve(Query.from("When are refunds paid?"))) {
        System.out.println(content.textSegment().text());
      }
      // @end
      assertEquals("Refunds are paid within 30 days.\n", printed.take());
    }
  }
}
