package dev.nearfield.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Chunks of one view, best first; equal scores in the order of Lucene's numbers. */
record Ranking(List<Scored> chunks) {
  static final Ranking EMPTY = new Ranking(List.of());

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::doc);

  /** A chunk by Lucene's number, and its score. */
  record Scored(int doc, double score) {}

  static Ranking of(List<Scored> chunks) {
    List<Scored> sorted = new ArrayList<>(chunks);
    sorted.sort(BEST_FIRST);
    return new Ranking(List.copyOf(sorted));
  }

  int size() {
    return chunks.size();
  }

  /** The chunks from one place to another, as far as there are any. */
  Ranking slice(int offset, int limit) {
    int from = Math.min(offset, chunks.size());
    return new Ranking(chunks.subList(from, Math.min(from + limit, chunks.size())));
  }

  Ranking filter(Predicate<Scored> kept) {
    return new Ranking(chunks.stream().filter(kept).toList());
  }

  /** With each score multiplied, and in the new order. */
  Ranking multiplied(ToDoubleFunction<Scored> factor) {
    return of(
        chunks.stream()
            .map(chunk -> new Scored(chunk.doc(), chunk.score() * factor.applyAsDouble(chunk)))
            .toList());
  }
}
