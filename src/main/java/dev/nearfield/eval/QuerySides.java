package dev.nearfield.eval;

import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.Bm25;
import dev.nearfield.search.Fusion;
import dev.nearfield.search.SearchDefaults;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One query's answers from both sides, which are fused as a search fuses them without searching
 * again. Fusion by reranking is not among what it can do: that would need more distances.
 */
final class QuerySides {
  /** Above this many places a whole sort is cheaper than keeping the best apart. */
  private static final int FEW = 128;

  private final Map<Bm25, Side> keyword = new HashMap<>();
  private final Side vector;
  private final int[] documents;
  private final int[] grades;
  private final int[] ideal;
  private final double[] sums;

  /** A side's chunks by number, best first. */
  private record Side(int[] chunks, double[] scores) {}

  /** A chunk by its name. */
  private record Key(String documentId, int ordinal) {}

  /**
   * @param left the document that is no answer, because it is the query itself, or an empty string
   */
  QuerySides(
      Map<Bm25, List<RankedChunk>> keyword,
      List<RankedChunk> vector,
      Map<String, Integer> judgements,
      String left) {
    Map<Key, Integer> chunks = new HashMap<>();
    Stream.concat(keyword.values().stream(), Stream.of(vector))
        .flatMap(List::stream)
        .filter(chunk -> !chunk.documentId().equals(left))
        .forEach(chunk -> chunks.putIfAbsent(key(chunk), chunks.size()));
    List<String> ids =
        chunks.keySet().stream()
            .map(Key::documentId)
            .distinct()
            .map(id -> new ScoredDocument(id, 0))
            .sorted(ScoredDocument.TREC_ORDER)
            .map(ScoredDocument::documentId)
            .toList();
    Map<String, Integer> numbers = new HashMap<>();
    ids.forEach(id -> numbers.put(id, numbers.size()));
    this.documents = new int[chunks.size()];
    chunks.forEach((key, chunk) -> documents[chunk] = numbers.getOrDefault(key.documentId(), 0));
    this.grades =
        ids.stream().mapToInt(id -> judgements.getOrDefault(id, JudgedAnswer.UNJUDGED)).toArray();
    this.ideal = JudgedAnswer.ideal(judgements);
    this.sums = new double[chunks.size()];
    this.vector = side(vector, chunks);
    keyword.forEach((bm25, ranking) -> this.keyword.put(bm25, side(ranking, chunks)));
  }

  private static Key key(RankedChunk chunk) {
    return new Key(chunk.documentId(), chunk.ordinal());
  }

  /** The chunk of the query itself has no number, but keeps its place and score. */
  private static Side side(List<RankedChunk> ranking, Map<Key, Integer> chunks) {
    return new Side(
        ranking.stream().mapToInt(chunk -> chunks.getOrDefault(key(chunk), -1)).toArray(),
        ranking.stream().mapToDouble(RankedChunk::score).toArray());
  }

  /** The value of a measure when the sides are fused with these settings. */
  double score(SearchDefaults settings, Measure measure) {
    Side words = keyword.get(settings.bm25());
    if (words == null) {
      throw new IllegalArgumentException("The keyword side did not rank with " + settings + ".");
    }
    Arrays.fill(sums, -1);
    switch (settings.fusion()) {
      case Fusion.MinMax(double weight) -> {
        addScaled(words, settings.candidates(), 1 - weight);
        addScaled(vector, settings.candidates(), weight);
      }
      case Fusion.Rrf(int k, double keywordWeight, double vectorWeight) -> {
        addRanks(words, settings.candidates(), k, keywordWeight);
        addRanks(vector, settings.candidates(), k, vectorWeight);
      }
      case Fusion.Rerank rerank ->
          throw new IllegalArgumentException("Reranking cannot be tuned: it has no parameter.");
    }
    return new JudgedAnswer(best(measure.cutoff().orElse(grades.length)), ideal).score(measure);
  }

  private void addScaled(Side side, int depth, double weight) {
    int size = Math.min(depth, side.chunks.length);
    if (size == 0) {
      return;
    }
    double most = side.scores[0];
    double least = side.scores[size - 1];
    for (int i = 0; i < size; i++) {
      double share = most == least ? 1 : (side.scores[i] - least) / (most - least);
      add(side.chunks[i], weight * share);
    }
  }

  private void addRanks(Side side, int depth, int k, double weight) {
    for (int i = 0; i < Math.min(depth, side.chunks.length); i++) {
      add(side.chunks[i], weight / (k + i + 1));
    }
  }

  private void add(int chunk, double share) {
    if (chunk >= 0) {
      sums[chunk] = Math.max(0, sums[chunk]) + share;
    }
  }

  /** The grades of the best documents, in trec_eval's order: by score as a float, then by id. */
  private int[] best(int places) {
    float[] scores = new float[grades.length];
    Arrays.fill(scores, -1);
    for (int chunk = 0; chunk < sums.length; chunk++) {
      scores[documents[chunk]] = Math.max(scores[documents[chunk]], (float) sums[chunk]);
    }
    long[] found = new long[grades.length];
    int count = 0;
    for (int document = 0; document < scores.length; document++) {
      if (scores[document] >= 0) {
        // Floats from 0 on are in the order of their bits; of equal ones the lower number is first.
        found[count++] =
            (long) Float.floatToIntBits(scores[document] + 0.0f) << Integer.SIZE
                | (Integer.MAX_VALUE - document);
      }
    }
    int[] best = new int[Math.min(places, count)];
    long[] ordered = last(found, count, best.length);
    for (int i = 0; i < best.length; i++) {
      best[i] = grades[Integer.MAX_VALUE - (int) ordered[ordered.length - 1 - i]];
    }
    return best;
  }

  /** The largest of the first so many numbers, in ascending order. */
  private static long[] last(long[] numbers, int count, int wanted) {
    if (wanted > FEW) {
      Arrays.sort(numbers, 0, count);
      return Arrays.copyOfRange(numbers, count - wanted, count);
    }
    long[] largest = new long[wanted];
    Arrays.fill(largest, Long.MIN_VALUE);
    for (int i = 0; i < count; i++) {
      int place = 0;
      while (place < wanted && numbers[i] > largest[place]) {
        if (place > 0) {
          largest[place - 1] = largest[place];
        }
        largest[place++] = numbers[i];
      }
    }
    return largest;
  }
}
