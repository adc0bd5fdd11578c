package dev.nearfield.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.model.EmbeddingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelCardTest {
  private static final String CARD =
      """
      # a comment
      name: e5-small
      onnx: models/e5.onnx
      tokenizer: classpath:/e5.json
      sha256: 00
      dimension: 384
      pooling: CLS
      normalize: false
      queryPrefix: "query: "
      documentPrefix: 'passage: '
      tokenLimit: 512
      """;

  @TempDir private Path folder;

  private ModelCard read(String yaml) throws IOException {
    Path card = folder.resolve("card.yaml");
    Files.writeString(card, yaml);
    return ModelCard.read(card);
  }

  @Test
  void everyFieldIsRead() throws IOException {
    assertEquals(
        new ModelCard(
            "e5-small",
            folder.resolve("models/e5.onnx").toUri(),
            URI.create("classpath:/e5.json"),
            "00",
            384,
            Pooling.CLS,
            false,
            "query: ",
            "passage: ",
            512),
        read(CARD));
  }

  @Test
  void theCardOfTheDefaultModelIsRead() {
    ModelCard card = ModelCard.named("all-minilm-l6-v2");
    assertEquals("all-minilm-l6-v2", card.name());
    assertEquals(Pooling.MEAN, card.pooling());
    assertEquals(256, card.tokenLimit());
    assertTrue(card.normalize());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dimension: 384   | dimension: many | line 6: 'dimension' must be a whole number, got"
            + " 'many'.",
        "pooling: CLS     | pooling: sum    | line 7: 'pooling' must be one of [mean, cls, last],"
            + " got 'sum'.",
        "normalize: false | normalize: no   | line 8: 'normalize' must be true or false, got 'no'.",
        "normalize: false | normalise: no   | line 8: there is no 'normalise'. Known are name,"
            + " onnx,",
        "tokenLimit: 512  | dimension: 512  | line 11: 'dimension' is given twice.",
        "tokenLimit: 512  | tokenLimit: [5] | line 11: a card has plain values only",
        "tokenLimit: 512  | tokenLimit: 2   | tokenLimit must be >= 3, got 2.",
        "name: e5-small   | name: 'e5-small | line",
        "onnx: models     | onnx: my models | Illegal character in path",
      })
  void aMistakeIsNamedWithItsLine(String right, String wrong, String told) {
    String message =
        assertThrows(EmbeddingException.class, () -> read(CARD.replace(right, wrong))).getMessage();
    assertTrue(message.contains(told) && message.contains("card.yaml"), message);
  }

  @Test
  void aMissingFieldIsNamed() {
    String message =
        assertThrows(EmbeddingException.class, () -> read("name: e5-small\n")).getMessage();
    assertTrue(message.endsWith("card.yaml lacks 'onnx'."), message);
  }

  @ParameterizedTest
  @CsvSource({"''", "just text", "- a list"})
  void whatIsNoCardIsRefused(String yaml) {
    String message = assertThrows(EmbeddingException.class, () -> read(yaml)).getMessage();
    assertTrue(message.contains("a card is written as lines of 'name: value'"), message);
  }

  @Test
  void anUnknownNameIsToldTheKnown() {
    String message =
        assertThrows(EmbeddingException.class, () -> ModelCard.named("absent")).getMessage();
    assertTrue(message.contains("no model card named 'absent'. Known is all-minilm"), message);
  }
}
