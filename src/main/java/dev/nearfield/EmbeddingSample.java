package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.store.CollectionCheck.Faults;
import dev.nearfield.store.Fields;
import dev.nearfield.store.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Chunks drawn by lot, each with the same chance, that are embedded again. */
final class EmbeddingSample {
  private final VerifyOptions options;
  private final Random lot = new Random(42);
  private final List<Drawn> drawn = new ArrayList<>();
  private long offered;
  private @Nullable ModelIdentity model;
  private @Nullable String failure;

  EmbeddingSample(VerifyOptions options) {
    this.options = options;
  }

  private record Drawn(int ordinal, String text, Embedding stored, Faults faults) {}

  void offer(Manifest manifest, SourceDocument document, EmbeddedChunk chunk, Faults faults) {
    model = manifest.model();
    offered++;
    long place = drawn.size() < options.sample() ? drawn.size() : lot.nextLong(offered);
    if (place >= options.sample()) {
      return;
    }
    Drawn next =
        new Drawn(
            chunk.chunk().ordinal(),
            Pipeline.embeddedText(document, chunk.chunk()),
            chunk.embedding(),
            faults);
    if (place == drawn.size()) {
      drawn.add(next);
    } else {
      drawn.set((int) place, next);
    }
  }

  /** Embeds what was drawn. */
  void compare() {
    Embedder embedder = options.embedder();
    if (embedder == null || drawn.isEmpty() || !embedder.identity().equals(model)) {
      return;
    }
    List<Embedding> again;
    try {
      again = embedder.embedDocuments(drawn.stream().map(Drawn::text).toList());
    } catch (EmbeddingException e) {
      failure = e.getMessage();
      return;
    }
    for (int i = 0; i < drawn.size(); i++) {
      Drawn chunk = drawn.get(i);
      double cosine = chunk.stored.cosine(again.get(i));
      if (cosine < EmbeddingCheck.SAME) {
        chunk.faults.add(
            Fields.VECTOR,
            String.format(
                Locale.ROOT,
                "chunk %d embedded again has a cosine of %.5f to its vector. It is the embedding of"
                    + " another text, or was made by another processor or version of the model's"
                    + " runtime.",
                chunk.ordinal,
                cosine));
      }
    }
  }

  /** How many chunks were embedded again, or why none. */
  String word() {
    Embedder embedder = options.embedder();
    if (options.sample() == 0 || embedder == null) {
      return "none, because that was not asked for";
    }
    if (model == null) {
      return "none, because no embedding was made by the collection's model from its text";
    }
    if (!embedder.identity().equals(model)) {
      return "none, because the collection's model is "
          + model
          + " and the embedder's "
          + embedder.identity();
    }
    return failure == null
        ? drawn.size() + " of " + offered + " chunks"
        : "none, because the model cannot be asked: " + failure;
  }
}
