package dev.nearfield.integration.langchain4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.TokenCounter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NearfieldEmbeddingModelTest {
  private final Embedder embedder = new PrefixingEmbedder();
  private final NearfieldEmbeddingModel model = NearfieldEmbeddingModel.of(embedder);

  /** Embeds questions with a word before them, as e5 and bge models do. */
  private static final class PrefixingEmbedder implements Embedder {
    private final HashingEmbedder words = new HashingEmbedder(8);

    @Override
    public ModelIdentity identity() {
      return words.identity();
    }

    @Override
    public dev.nearfield.model.Embedding embedQuery(String text) {
      return words.embedQuery("query: " + text);
    }

    @Override
    public List<dev.nearfield.model.Embedding> embedDocuments(List<String> texts) {
      return words.embedDocuments(texts);
    }

    @Override
    public TokenCounter tokenCounter() {
      return words.tokenCounter();
    }

    @Override
    public void close() {}
  }

  private float[] asDocument(String text) {
    return embedder.embedDocuments(List.of(text)).getFirst().toArray();
  }

  private float[] asQuestion(String text) {
    return embedder.embedQuery(text).toArray();
  }

  @Test
  void textsAreDocumentsUnlessToldAndKeepTheirOrder() {
    List<Embedding> all =
        model.embedAll(List.of(TextSegment.from("one"), TextSegment.from("two"))).content();
    assertArrayEquals(asDocument("one"), all.get(0).vector());
    assertArrayEquals(asDocument("two"), all.get(1).vector());
    assertArrayEquals(asDocument("one"), model.embed("one").content().vector());
  }

  @Test
  void theQueryVariantEmbedsQuestions() {
    assertArrayEquals(asQuestion("one"), model.forQueries().embed("one").content().vector());
  }

  @Test
  void aRequestSaysWhatItsInputsAre() {
    EmbeddingRequest.Builder one = EmbeddingRequest.builder().input("one");
    EmbeddingRequest question = one.inputType(EmbeddingInputType.QUERY).build();
    assertArrayEquals(asQuestion("one"), model.embed(question).embeddings().getFirst().vector());
    EmbeddingRequest document = one.inputType(EmbeddingInputType.DOCUMENT).build();
    assertArrayEquals(
        asDocument("one"), model.forQueries().embed(document).embeddings().getFirst().vector());
  }

  @Test
  void nameAndDimensionAreTheEmbeddersAndOthersAreRefused() {
    assertEquals("hashing", model.modelName());
    assertEquals(8, model.dimension());
    EmbeddingRequest shorter = EmbeddingRequest.builder().input("one").dimensions(4).build();
    assertThrows(UnsupportedFeatureException.class, () -> model.embed(shorter));
  }
}
