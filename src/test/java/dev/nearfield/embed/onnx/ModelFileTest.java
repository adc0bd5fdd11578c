package dev.nearfield.embed.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.EmbeddingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models in files of the user's, and ones that are not what their card says. */
final class ModelFileTest {
  private static final ModelCard MINI_LM = ModelCard.named("all-minilm-l6-v2");

  @TempDir private Path folder;

  private Path card(String onnx, String sha256) throws IOException {
    Path card = folder.resolve("card.yaml");
    Files.writeString(
        card,
        """
        name: mine
        onnx: %s
        tokenizer: tokenizer.json
        sha256: %s
        dimension: 384
        pooling: mean
        normalize: true
        queryPrefix: ""
        documentPrefix: ""
        tokenLimit: 256
        """
            .formatted(onnx, sha256));
    return card;
  }

  private void copy(URI location, String name) throws IOException {
    try (InputStream in = MINI_LM.open(location)) {
      Files.copy(in, folder.resolve(name));
    }
  }

  private String refused(Path card) {
    ModelCard read = ModelCard.read(card);
    return assertThrows(EmbeddingException.class, () -> OnnxEmbedder.load(read)).getMessage();
  }

  @Test
  void aModelInAFileIsReadWhereItIs() throws IOException {
    copy(MINI_LM.onnx(), "my model.onnx");
    copy(MINI_LM.tokenizer(), "tokenizer.json");
    ModelCard mine = ModelCard.read(card("my%20model.onnx", MINI_LM.sha256()));
    try (Embedder one = OnnxEmbedder.load(mine);
        Embedder other = OnnxEmbedder.load(MINI_LM)) {
      assertEquals(other.embedQuery("a question"), one.embedQuery("a question"));
    }
  }

  @Test
  void aFileThatIsNotTheCardsIsRefusedAtEachLoad() throws IOException {
    copy(MINI_LM.onnx(), "model.onnx");
    copy(MINI_LM.tokenizer(), "tokenizer.json");
    Path card = card("model.onnx", MINI_LM.sha256());
    OnnxEmbedder.load(ModelCard.read(card)).close();
    Files.write(folder.resolve("model.onnx"), new byte[1], StandardOpenOption.APPEND);
    String message = refused(card);
    assertTrue(message.contains("the card of mine says " + MINI_LM.sha256()), message);
  }

  @Test
  void aModelOfTheClassPathThatIsNotTheCardsIsRefusedAndNotKept() throws IOException {
    copy(MINI_LM.tokenizer(), "tokenizer.json");
    String other = "0".repeat(64);
    Path card = card(MINI_LM.onnx().toString(), other);
    String message = refused(card);
    assertTrue(message.contains(MINI_LM.sha256() + ", and the card of mine says 000"), message);
    Path cache = CacheLocation.current().orElseThrow();
    assertFalse(Files.exists(cache.resolve("models").resolve(other + ".onnx")));
  }

  @Test
  void aHashThatIsNoneIsRefused() throws IOException {
    copy(MINI_LM.tokenizer(), "tokenizer.json");
    String message = refused(card(MINI_LM.onnx().toString(), "../../escape"));
    assertTrue(message.contains("'../../escape' as SHA-256"), message);
  }

  @Test
  void aFileThatIsMissingIsNamed() throws IOException {
    copy(MINI_LM.tokenizer(), "tokenizer.json");
    String message = refused(card("absent.onnx", MINI_LM.sha256()));
    assertTrue(message.contains("absent.onnx of model mine cannot be read"), message);
    assertTrue(
        refused(card("classpath:/absent.onnx", MINI_LM.sha256()))
            .contains("/absent.onnx of model mine is not on the class path"));
  }

  @Test
  void aTokenizerThatIsNoneIsRefused() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{\"version\": ");
    String message = refused(card(MINI_LM.onnx().toString(), MINI_LM.sha256()));
    assertTrue(message.contains("tokenizer.json of model mine cannot be read"), message);
  }
}
