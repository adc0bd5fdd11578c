package dev.nearfield;

import dev.nearfield.embed.Embedder;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Embeddings of real texts, with questions that are none of them. They are kept in the folder that
 * the system property vectors.cache names, where it is set: 49,000 embeddings take minutes.
 *
 * @param texts what was embedded
 * @param embeddings of the texts
 * @param questions embedded as questions
 */
public record RealVectors(
    List<SourceDocument> texts, List<Embedding> embeddings, List<Embedding> questions) {
  private static final int SLICE = 256;

  /** The documents of SciFact and NFCorpus, whole, and the test questions of both. */
  public static RealVectors documents(Path work) {
    return of(BeirTexts.documents(), BeirTexts.questions(), work);
  }

  /** Sentences of the documents of both, and 500 others as questions. */
  public static RealVectors sentences(int count, Path work) {
    int questions = 500;
    List<String> all = BeirTexts.sentences(count + questions);
    List<SourceDocument> texts = new ArrayList<>();
    for (String text : all.subList(questions, all.size())) {
      texts.add(SourceDocument.of("s" + texts.size(), text));
    }
    return of(texts, all.subList(0, questions), work);
  }

  private static RealVectors of(List<SourceDocument> texts, List<String> questions, Path work) {
    Path cache =
        Optional.ofNullable(System.getProperty("vectors.cache"))
            .map(Path::of)
            .orElseGet(() -> work.resolve("embeddings"));
    try (Embedder embedder = Embedders.cached(Embedders.load(Embedders.DEFAULT_MODEL), cache)) {
      List<Embedding> embeddings = new ArrayList<>(texts.size());
      for (int i = 0; i < texts.size(); i += SLICE) {
        embeddings.addAll(
            embedder.embedDocuments(
                texts.subList(i, Math.min(texts.size(), i + SLICE)).stream()
                    .map(RealVectors::text)
                    .toList()));
      }
      return new RealVectors(
          texts, embeddings, questions.stream().map(embedder::embedQuery).toList());
    }
  }

  private static String text(SourceDocument document) {
    return document.title() == null ? document.text() : document.title() + " " + document.text();
  }
}
