package dev.nearfield.embed.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.Embedding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Embeddings against those of another encoder on the same model file; how the golden files were
 * made is on the evaluation page.
 */
final class GoldenVectorsTest {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  /** On the instructions that the golden vectors were computed with. */
  private static final double SAME = 0.9999;

  /**
   * On others: where their floats are rounded otherwise, the int8 activations of this model differ
   * by a step. Two versions of ONNX Runtime on one machine agreed to 0.9954.
   */
  private static final double ALIKE = 0.98;

  @ParameterizedTest
  @ValueSource(strings = {"all-minilm-l6-v2", "bge-small-en-v1.5"})
  void embeddingsAreThoseOfAnotherEncoder(String model) throws IOException {
    List<Golden> golden = read(model);
    double least = isGoldenProcessor() ? SAME : ALIKE;
    List<String> texts = golden.stream().map(Golden::text).toList();
    String prefix = ModelCard.named(model).queryPrefix();
    try (Embedder embedder = OnnxEmbedder.load(ModelCard.named(model))) {
      List<Embedding> embeddings = embedder.embedDocuments(texts);
      for (int i = 0; i < golden.size(); i++) {
        String text = texts.get(i);
        double cosine = golden.get(i).vector.cosine(embeddings.get(i));
        assertTrue(cosine >= least, () -> cosine + " for " + text);
        if (text.startsWith(prefix)) {
          String asked = text.substring(prefix.length());
          assertEquals(embeddings.get(i), embedder.embedQuery(asked));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"all-minilm-l6-v2", "bge-small-en-v1.5"})
  void theGoldenTextsAreFarEnoughApartToTellAMistake(String model) throws IOException {
    List<Golden> golden = read(model);
    assertTrue(golden.size() >= 12);
    for (Golden one : golden) {
      for (Golden other : golden) {
        assertTrue(one == other || one.vector.cosine(other.vector) < 0.9, one.text);
      }
    }
    String prefix = ModelCard.named(model).queryPrefix();
    assertTrue(golden.stream().anyMatch(entry -> entry.text.startsWith(prefix)));
    assertEquals(2, golden.stream().filter(entry -> entry.text.length() > 2_000).count());
  }

  private static boolean isGoldenProcessor() throws IOException {
    return Files.isReadable(PROCESSOR) && Files.readString(PROCESSOR).contains("avx512_vnni");
  }

  private record Golden(String text, Embedding vector) {}

  private static List<Golden> read(String model) throws IOException {
    List<Golden> golden = new ArrayList<>();
    String resource = "/dev/nearfield/embed/" + model + ".golden.json";
    try (InputStream in = GoldenVectorsTest.class.getResourceAsStream(resource)) {
      JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(in, resource));
      assertEquals(model, root.get("model").textValue());
      for (JsonNode entry : root.get("entries")) {
        float[] vector = new float[entry.get("vector").size()];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = entry.get("vector").get(i).floatValue();
        }
        golden.add(new Golden(entry.get("text").textValue(), Embedding.of(vector)));
      }
    }
    return golden;
  }
}
