package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.LazyEmbedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.embed.onnx.OnnxEmbedder;
import dev.nearfield.store.EmbeddingCache;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads embedders by name or model card.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="embed"}
 */
public final class Embedders {
  /** The model that comes with Nearfield. */
  public static final String DEFAULT_MODEL = "all-minilm-l6-v2";

  private Embedders() {}

  /**
   * An embedder that runs in this process.
   *
   * @param model the name of a card that comes with Nearfield, or the path of a card
   * @throws dev.nearfield.model.EmbeddingException when the card or a file it names cannot be read
   */
  public static Embedder load(String model) {
    return OnnxEmbedder.load(card(model));
  }

  /**
   * As {@link #load}, but the model's files are read when the first text is to be embedded: a
   * search by words then does not wait for them.
   */
  public static Embedder lazy(String model) {
    ModelCard card = card(model);
    return new LazyEmbedder(card.identity(), () -> OnnxEmbedder.load(card));
  }

  /**
   * An embedder that keeps its documents' embeddings in a folder, so that no text is embedded twice
   * with this model. Closing it closes the given one, too.
   *
   * @param maxBytes the most bytes that the folder may hold, at least 1 MiB; the oldest embeddings
   *     go first
   * @throws dev.nearfield.model.ModelMismatchException when the folder holds embeddings of another
   *     model
   * @throws dev.nearfield.model.StorageException when it is damaged or holds something else
   */
  public static CachedEmbedder cached(Embedder embedder, Path folder, long maxBytes) {
    return new CachedEmbedder(embedder, EmbeddingCache.open(folder, embedder.identity(), maxBytes));
  }

  /** As {@link #cached(Embedder, Path, long)}, with 1 GiB. */
  public static CachedEmbedder cached(Embedder embedder, Path folder) {
    return cached(embedder, folder, EmbeddingCache.DEFAULT_BYTES);
  }

  /** The model card of a name or path. */
  public static ModelCard card(String model) {
    return model.endsWith(".yaml") && Files.exists(Path.of(model))
        ? ModelCard.read(Path.of(model))
        : ModelCard.named(model);
  }
}
