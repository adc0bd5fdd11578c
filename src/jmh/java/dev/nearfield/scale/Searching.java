package dev.nearfield.scale;

import dev.nearfield.Snapshot;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.bench.Spread;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Searches by meaning of ten chunks, one after another. */
final class Searching {
  static final int HITS = 10;
  static final double WANTED = .95;
  private static final int[] LADDER = {10, 15, 20, 30, 40, 60, 80, 120, 160, 240, 320, 480, 640};
  private static final int JUDGED = 300;
  private static final int WARM = 20_000;

  private final List<Question> questions;
  private final double seconds;

  /**
   * @param seconds how long a round lasts; there are five after a warm-up of as long as all of them
   */
  Searching(List<Question> questions, double seconds) {
    this.questions = questions;
    this.seconds = seconds;
  }

  /**
   * What searches took.
   *
   * @param candidates the fewest of some numbers with the wanted recall
   * @param recall the share of the ten exact best that was found, over 300 questions
   * @param p50Ms the median of a search, of the median round
   * @param perSecond searches a second on one thread: median, least and most of the rounds
   */
  record Speed(
      int candidates,
      double recall,
      double p50Ms,
      double p99Ms,
      double perSecond,
      double least,
      double most) {}

  private record Round(double p50, double p99, double perSecond) {}

  /**
   * The speed at recall@10 of at least .95, or at the most candidates where that is not reached.
   */
  Speed atWantedRecall(Snapshot snapshot) {
    List<List<RankedChunk>> exact = exact(snapshot);
    for (int candidates : LADDER) {
      double recall = recall(snapshot, exact, candidates);
      if (recall >= WANTED || candidates == LADDER[LADDER.length - 1]) {
        return speed(snapshot, candidates, recall);
      }
    }
    throw new IllegalStateException("The ladder is empty.");
  }

  /** The speed at the same candidates as before. */
  Speed with(Snapshot snapshot, int candidates) {
    return speed(snapshot, candidates, recall(snapshot, exact(snapshot), candidates));
  }

  private List<List<RankedChunk>> exact(Snapshot snapshot) {
    return questions.stream()
        .limit(JUDGED)
        .map(question -> snapshot.rank(request(question, HITS).exactly()))
        .toList();
  }

  private double recall(Snapshot snapshot, List<List<RankedChunk>> exact, int candidates) {
    double sum = 0;
    for (int i = 0; i < exact.size(); i++) {
      double last = exact.get(i).getLast().score();
      Set<String> wanted = new HashSet<>();
      exact.get(i).forEach(chunk -> wanted.add(chunk.documentId()));
      sum +=
          snapshot.rank(request(questions.get(i), candidates)).stream()
              .filter(chunk -> chunk.score() >= last || wanted.contains(chunk.documentId()))
              .count();
    }
    return sum / exact.size() / HITS;
  }

  private static SearchRequest request(Question question, int candidates) {
    return SearchRequest.vector(question.vector()).candidates(candidates).limit(HITS);
  }

  /** The speed without asking for recall. */
  Speed speed(Snapshot snapshot, int candidates, double recall) {
    round(snapshot, candidates, 5 * seconds, WARM);
    Round[] rounds = new Round[5];
    Arrays.setAll(rounds, i -> round(snapshot, candidates, seconds, Integer.MAX_VALUE));
    Spread perSecond = Spread.of(Arrays.stream(rounds).mapToDouble(Round::perSecond).toArray());
    return new Speed(
        candidates,
        recall,
        Spread.of(Arrays.stream(rounds).mapToDouble(Round::p50).toArray()).median(),
        Spread.of(Arrays.stream(rounds).mapToDouble(Round::p99).toArray()).median(),
        perSecond.median(),
        perSecond.least(),
        perSecond.most());
  }

  private Round round(Snapshot snapshot, int candidates, double seconds, int most) {
    List<SearchRequest> requests = questions.stream().map(q -> request(q, candidates)).toList();
    long[] nanos = new long[1 << 20];
    int count = 0;
    long start = System.nanoTime();
    long before = start;
    while (before - start < seconds * 1e9 && count < Math.min(most, nanos.length)) {
      snapshot.rank(requests.get(count % requests.size()));
      long after = System.nanoTime();
      nanos[count++] = after - before;
      before = after;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new Round(
        sorted[count / 2] / 1e6, sorted[count * 99 / 100] / 1e6, count / ((before - start) / 1e9));
  }
}
