package dev.nearfield.scale;

import dev.nearfield.Snapshot;
import dev.nearfield.bench.SentenceCollection;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.model.EmbeddedDocument;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * As many documents as are wanted: first real sentences with their real embeddings, then the same
 * once more, with a suffix to the text and Gaussian noise in the embedding.
 *
 * @param model what made the real embeddings
 * @param texts the real sentences
 * @param vectors their embeddings
 * @param questions none of which is among the documents
 */
record Stock(
    ModelIdentity model, List<String> texts, List<Embedding> vectors, List<Question> questions) {
  /** The length of the noise beside a vector of length 1: cosine .89 to the real one. */
  static final double NOISE = .5;

  private static final int PAGE = 10_000;

  /** Reads a collection of sentences into memory. */
  static Stock of(Path collection) {
    List<String> texts = new ArrayList<>();
    List<Embedding> vectors = new ArrayList<>();
    try (Snapshot snapshot = Snapshot.open(collection)) {
      var page = snapshot.summaries(null, PAGE);
      while (!page.isEmpty()) {
        for (var summary : page) {
          EmbeddedDocument document = snapshot.getEmbedded(summary.id()).orElseThrow();
          texts.add(document.document().text());
          vectors.add(document.chunks().getFirst().embedding());
        }
        page = snapshot.summaries(page.getLast().id(), PAGE);
      }
      return new Stock(
          snapshot.manifest().model(), texts, vectors, SentenceCollection.questions(snapshot));
    }
  }

  int real() {
    return texts.size();
  }

  SourceDocument document(int number) {
    String text = texts.get(number % real());
    return SourceDocument.of(id(number), number < real() ? text : text + " #" + number / real());
  }

  static String id(int number) {
    return "d" + number;
  }

  Embedding embedding(int number) {
    Embedding base = vectors.get(number % real());
    return number < real() ? base : moved(base, number);
  }

  /** Another embedding for a document that is changed. */
  Embedding changed(int number) {
    return moved(vectors.get(number % real()), -1L - number);
  }

  private static Embedding moved(Embedding base, long seed) {
    float[] vector = base.toArray();
    double each = NOISE / Math.sqrt(vector.length);
    Random lot = new Random(seed);
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) (each * lot.nextGaussian());
    }
    return Embedding.of(vector).normalized();
  }
}
