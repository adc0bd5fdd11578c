package dev.nearfield.jmh;

import dev.nearfield.Snapshot;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.SourceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sentences of a collection with their embeddings, any number of them: each round after the first
 * moves every vector a little, in a direction of its own, and keeps its length.
 */
final class GivenSentences {
  private static final int PAGE = 1_000;

  /** About the distance of a sentence from its nearest other one. */
  private static final double MOVED = 0.5;

  private final List<String> texts = new ArrayList<>();
  private final List<Embedding> vectors = new ArrayList<>();

  private GivenSentences() {}

  static GivenSentences of(Snapshot source, int most) {
    GivenSentences sentences = new GivenSentences();
    String last = null;
    while (sentences.texts.size() < most) {
      List<SourceDocument> page = source.list(last, PAGE);
      if (page.isEmpty()) {
        break;
      }
      for (SourceDocument document : page) {
        source
            .getEmbedded(document.id())
            .filter(embedded -> !embedded.chunks().isEmpty())
            .ifPresent(
                embedded -> {
                  sentences.texts.add(document.text());
                  sentences.vectors.add(embedded.chunks().getFirst().embedding());
                });
      }
      last = page.getLast().id();
    }
    return sentences;
  }

  String text(int number) {
    return texts.get(number % texts.size());
  }

  Embedding vector(int number) {
    Embedding vector = vectors.get(number % vectors.size());
    return number < vectors.size() ? vector : moved(vector, new Random(number));
  }

  private static Embedding moved(Embedding vector, Random random) {
    float[] components = vector.toArray();
    double step = MOVED / Math.sqrt(components.length);
    for (int i = 0; i < components.length; i++) {
      components[i] += (float) (step * random.nextGaussian());
    }
    return Embedding.of(components).normalized();
  }
}
