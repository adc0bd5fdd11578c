package dev.nearfield.embed.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.StoreClosedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class OnnxEmbedderTest {
  private static Embedder miniLm;

  @BeforeAll
  static void load() {
    miniLm = OnnxEmbedder.load(ModelCard.named("all-minilm-l6-v2"));
  }

  @AfterAll
  static void close() {
    miniLm.close();
  }

  @Test
  void meaningIsNearerThanWords() {
    Embedding question = miniLm.embedQuery("How long until I get my money back?");
    Embedding answer = embed("Refunds are paid within 30 days.");
    Embedding decoy = embed("The long road back runs through money-green hills.");
    assertTrue(question.cosine(answer) > question.cosine(decoy));
  }

  @Test
  void embeddingsHaveUnitLength() {
    assertEquals(1.0, embed("A short text.").norm(), 1e-6);
    assertEquals(384, embed("A short text.").dimension());
  }

  @Test
  void neighboursDoNotChangeAnEmbedding() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.add("Sentence " + i + " tells of rivers. ".repeat(i + 1));
    }
    List<Embedding> together = miniLm.embedDocuments(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(embed(texts.get(i)), together.get(i));
    }
  }

  @Test
  void onlyTheBeginningWithinTheTokenLimitIsSeen() {
    String word = "river ";
    assertEquals(embed(word.repeat(254)), embed(word.repeat(400)));
    assertEquals(embed(word.repeat(254)), embed(word.repeat(40_000) + "mountain"));
    assertTrue(embed(word.repeat(253)).cosine(embed(word.repeat(253) + "mountain")) < 0.9999);
  }

  @Test
  void blanksInFrontOfATextDoNotHideIt() {
    assertEquals(embed("river mountain"), embed(" ".repeat(50_000) + "river mountain"));
  }

  @Test
  void tokensAreCountedWithoutSpecialOnes() {
    assertEquals(5, miniLm.tokenCounter().count("Refunds are paid."));
    assertEquals(40_000, miniLm.tokenCounter().count("river ".repeat(40_000)));
  }

  @Test
  void aBlankTextIsRefused() {
    assertThrows(EmbeddingException.class, () -> miniLm.embedQuery(" \n"));
  }

  @Test
  void aClosedEmbedderSaysSo() {
    Embedder closed = OnnxEmbedder.load(ModelCard.named("all-minilm-l6-v2"));
    closed.close();
    assertThrows(StoreClosedException.class, () -> closed.embedQuery("anything"));
  }

  private static Embedding embed(String text) {
    return miniLm.embedDocuments(List.of(text)).getFirst();
  }
}
