package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.Embedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Hit;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recall of filtered vector search on real sentences, against exact search. A longer run. */
@Tag("long")
final class FilteredRecallTest {
  private static final int SENTENCES = 40_000;
  private static final int QUESTIONS = 200;
  private static final int K = 10;

  @Test
  void filteredSearchFindsWhatExactSearchFinds(@TempDir Path folder) {
    List<String> sentences = BeirTexts.sentences(SENTENCES + QUESTIONS);
    try (Embedder embedder = Embedders.load(Embedders.DEFAULT_MODEL);
        VectorStore store = VectorStore.open(folder, embedder)) {
      Random random = new Random(11);
      store.addAll(
          sentences.subList(QUESTIONS, sentences.size()).stream()
              .map(text -> SourceDocument.of("s" + text.hashCode() + text.length(), text))
              .map(s -> s.withMetadata(Metadata.of("permille", random.nextInt(1_000)))));
      List<Embedding> questions =
          sentences.subList(0, QUESTIONS).stream().map(embedder::embedQuery).toList();
      for (int kept : new int[] {1_000, 500, 100, 10, 1}) {
        double recall = recall(store, questions, kept);
        System.out.printf(Locale.ROOT, "kept %.1f %%: recall@10 %.4f%n", kept / 10.0, recall);
        assertTrue(
            recall >= 0.95, "recall@10 is " + recall + " where " + kept + " in 1000 are kept");
      }
    }
  }

  private static double recall(VectorStore store, List<Embedding> questions, int kept) {
    double sum = 0;
    for (Embedding question : questions) {
      SearchRequest request =
          SearchRequest.vector(question).where(Filters.lt("permille", kept)).limit(K);
      Set<String> exact = ids(store, request.exactly());
      Set<String> found = ids(store, request);
      assertEquals(exact.size(), found.size());
      found.retainAll(exact);
      sum += found.size() / (double) exact.size();
    }
    return sum / questions.size();
  }

  private static Set<String> ids(VectorStore store, SearchRequest request) {
    return store.search(request).stream().map(Hit::documentId).collect(Collectors.toSet());
  }
}
