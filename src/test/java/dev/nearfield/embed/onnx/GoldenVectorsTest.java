package dev.nearfield.embed.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.Embedding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Vectors that were computed once, a text a line: text, how often it is repeated, and the
 * components as little-endian floats in Base64. Processors round the sums of an int8 model
 * differently, so they are compared by their angle.
 */
final class GoldenVectorsTest {
  @Test
  void theDefaultModelGivesTheVectorsItAlwaysGave() throws IOException {
    List<String> lines = golden("all-minilm-l6-v2.golden.tsv");
    assertEquals(5, lines.size());
    try (Embedder embedder = OnnxEmbedder.load(ModelCard.named("all-minilm-l6-v2"))) {
      for (String line : lines) {
        String[] columns = line.split("\t");
        String text = (columns[0] + " ").repeat(Integer.parseInt(columns[1])).strip();
        Embedding now = embedder.embedDocuments(List.of(text)).getFirst();
        double cosine = now.cosine(embedding(columns[2]));
        assertTrue(cosine > 0.999, columns[0] + ": " + cosine);
      }
    }
  }

  private static List<String> golden(String name) throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(GoldenVectorsTest.class.getResourceAsStream(name)),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  private static Embedding embedding(String base64) {
    var floats =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] components = new float[floats.remaining()];
    floats.get(components);
    return Embedding.of(components);
  }
}
