package dev.nearfield.search;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.QueryAdapter;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.InvalidInputException;
import dev.nearfield.store.CollectionView;
import dev.nearfield.store.VectorSimilarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is asked, ready for both sides.
 *
 * @param texts the words, of one text or of several that are asked as one
 * @param vector the embedding; null when the search needs none
 */
record Question(List<String> texts, @Nullable Embedding vector) {

  /** The questions of a request: one, or several whose rankings are to be fused. */
  static List<Question> of(
      CollectionView view, SearchRequest request, @Nullable Embedder embedder, Adapters adapters) {
    List<Embedding> vectors = vectors(view, request, embedder, adapters);
    if (request.combine() == Combine.AVERAGE) {
      return List.of(new Question(request.texts(), vectors.isEmpty() ? null : mean(vectors)));
    }
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < Math.max(vectors.size(), request.texts().size()); i++) {
      questions.add(
          new Question(
              request.texts().isEmpty() ? List.of() : List.of(request.texts().get(i)),
              vectors.isEmpty() ? null : vectors.get(i)));
    }
    return questions;
  }

  private static List<Embedding> vectors(
      CollectionView view, SearchRequest request, @Nullable Embedder embedder, Adapters adapters) {
    if (!request.vectors().isEmpty()) {
      request.vectors().forEach(vector -> requireDimension(view, vector));
      return view.manifest().similarity() == VectorSimilarity.DOT_PRODUCT
          ? request.vectors().stream().map(Embedding::normalized).toList()
          : request.vectors();
    }
    boolean needed = request.mode() != SearchMode.KEYWORD || request.diversity() != null;
    if (embedder != null && (needed || request.distances())) {
      List<Embedding> questions = request.texts().stream().map(embedder::embedQuery).toList();
      return request.adapted() ? adapted(questions, adapters.of(view)) : questions;
    }
    return List.of();
  }

  private static List<Embedding> adapted(
      List<Embedding> questions, Optional<QueryAdapter> adapter) {
    return adapter.map(found -> questions.stream().map(found::apply).toList()).orElse(questions);
  }

  private static void requireDimension(CollectionView view, Embedding question) {
    int dimension = view.manifest().model().dimension();
    if (question.dimension() != dimension) {
      throw new InvalidInputException(
          "The question's vector has "
              + question.dimension()
              + " dimensions, and the collection's model "
              + view.manifest().model().name()
              + " has "
              + dimension
              + ". Embed the question with that model.");
    }
  }

  /** The mean of the directions. */
  private static Embedding mean(List<Embedding> vectors) {
    if (vectors.size() == 1) {
      return vectors.getFirst();
    }
    float[] sum = new float[vectors.getFirst().dimension()];
    for (Embedding vector : vectors) {
      float[] unit = vector.normalized().toArray();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += unit[i];
      }
    }
    return Embedding.of(sum).normalized();
  }

  Embedding requiredVector() {
    if (vector == null) {
      throw new InvalidInputException(
          "The store has no embedder, so a search by meaning must bring the question's vector."
              + " Open the store with an embedder, or give the vector in the request.");
    }
    return vector;
  }
}
