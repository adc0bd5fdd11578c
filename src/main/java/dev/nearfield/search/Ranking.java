package dev.nearfield.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chunks of one view, best first; equal scores in the order of Lucene's numbers. */
record Ranking(List<Scored> chunks) {
  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::doc);

  /** A chunk by Lucene's number, and its score. */
  record Scored(int doc, double score) {}

  static Ranking of(List<Scored> chunks) {
    List<Scored> sorted = new ArrayList<>(chunks);
    sorted.sort(BEST_FIRST);
    return new Ranking(List.copyOf(sorted));
  }

  Ranking first(int limit) {
    return new Ranking(chunks.subList(0, Math.min(limit, chunks.size())));
  }
}
