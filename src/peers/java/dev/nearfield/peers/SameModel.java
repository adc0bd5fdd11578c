package dev.nearfield.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.nearfield.embed.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** LangChain4j's encoder on the files of a model card, reading as many tokens as the card says. */
final class SameModel {
  private SameModel() {}

  /**
   * @param folder where the files are put
   */
  static OnnxEmbeddingModel of(ModelCard card, Path folder) throws IOException {
    Path network = folder.resolve(card.name() + ".onnx");
    try (InputStream in = card.open(card.onnx())) {
      Files.copy(in, network, StandardCopyOption.REPLACE_EXISTING);
    }
    ObjectMapper json = new ObjectMapper();
    Path tokenizer = folder.resolve(card.name() + "-tokenizer.json");
    try (InputStream in = card.open(card.tokenizer())) {
      ObjectNode root = (ObjectNode) json.readTree(in);
      root.withObjectProperty("truncation").put("max_length", card.tokenLimit());
      json.writeValue(tokenizer.toFile(), root);
    }
    return new OnnxEmbeddingModel(network, tokenizer, PoolingMode.MEAN);
  }
}
