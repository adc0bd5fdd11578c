package dev.nearfield.jmh;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.filter.Filter;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.CalibrationOptions;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a collection of sentences, with metadata for filters of any selectivity: a place by
 * lot, and the place by nearness to each of some sentences.
 */
final class FilteredSentences {
  private static final int PIVOTS = 16;
  private static final int PAGE = 1_000;
  private static final String LOT = "lot";
  private static final String NEAR = "near";

  private final List<Embedding> pivots;

  private FilteredSentences(List<Embedding> pivots) {
    this.pivots = pivots;
  }

  /** How a filter's documents lie to the question. */
  enum Lie {
    /** By lot. */
    RANDOM,
    /** Around the sentence that is the nearest to the question. */
    NEAR,
    /** Around the sentence that is the farthest from the question. */
    FAR
  }

  /** The copy in a folder, made and calibrated by the questions where the folder is new. */
  static FilteredSentences of(Snapshot sentences, List<Question> questions, Path folder) {
    List<Embedding> pivots =
        questions.subList(questions.size() - PIVOTS, questions.size()).stream()
            .map(Question::vector)
            .toList();
    if (!Files.exists(folder)) {
      make(sentences, questions.subList(0, questions.size() / 2), pivots, folder);
    }
    return new FilteredSentences(pivots);
  }

  private static void make(
      Snapshot sentences, List<Question> questions, List<Embedding> pivots, Path folder) {
    List<SourceDocument> documents = new ArrayList<>();
    List<Embedding> vectors = new ArrayList<>();
    for (List<SourceDocument> page = sentences.list(null, PAGE);
        !page.isEmpty();
        page = sentences.list(page.getLast().id(), PAGE)) {
      for (SourceDocument document : page) {
        documents.add(document);
        vectors.add(
            sentences.getEmbedded(document.id()).orElseThrow().chunks().getFirst().embedding());
      }
    }
    List<int[]> places = new ArrayList<>();
    for (Embedding pivot : pivots) {
      double[] near = vectors.stream().mapToDouble(pivot::cosine).toArray();
      places.add(places(near.length, Comparator.comparingDouble(i -> -near[i])));
    }
    int[] lot = places(documents.size(), null);
    try (VectorStore store = VectorStore.open(folder, sentences.manifest().model())) {
      for (int i = 0; i < documents.size(); i++) {
        Metadata metadata = Metadata.of(LOT, lot[i]);
        for (int pivot = 0; pivot < pivots.size(); pivot++) {
          metadata = metadata.with(NEAR + pivot, places.get(pivot)[i]);
        }
        store.add(documents.get(i).withMetadata(metadata), vectors.get(i));
      }
      store.optimize();
      store.calibrate(
          CalibrationOptions.asking(
              questions.stream().map(asked -> SearchRequest.vector(asked.vector())).toList()));
    }
  }

  /** The place of each of some in an order, or by lot. */
  private static int[] places(int count, @Nullable Comparator<Integer> order) {
    List<Integer> sorted = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    if (order == null) {
      Collections.shuffle(sorted, new Random(1));
    } else {
      sorted.sort(order);
    }
    int[] places = new int[count];
    for (int place = 0; place < count; place++) {
      places[sorted.get(place)] = place;
    }
    return places;
  }

  /** A filter that so many documents satisfy. */
  Filter filter(Question question, Lie lie, int documents) {
    Comparator<Integer> nearness =
        Comparator.comparingDouble(pivot -> pivots.get(pivot).cosine(question.vector()));
    List<Integer> all = IntStream.range(0, pivots.size()).boxed().toList();
    return switch (lie) {
      case RANDOM -> Filters.lt(LOT, documents);
      case NEAR -> Filters.lt(NEAR + Collections.max(all, nearness), documents);
      case FAR -> Filters.lt(NEAR + Collections.min(all, nearness), documents);
    };
  }
}
