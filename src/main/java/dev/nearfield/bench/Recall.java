package dev.nearfield.bench;

import dev.nearfield.Snapshot;
import dev.nearfield.model.RankedChunk;
import dev.nearfield.search.SearchRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which share of the best chunks a search finds that a search with an exact vector side finds. A
 * chunk in the place of another of the same score is as good. Chunks of the question's own document
 * have places of their own among the candidates, and are no answers.
 */
record Recall(int limit) {

  double mean(Snapshot snapshot, Setting setting, List<BenchQuestion> questions) {
    return questions.stream()
        .mapToDouble(question -> of(snapshot, setting, question))
        .average()
        .orElseThrow();
  }

  private double of(Snapshot snapshot, Setting setting, BenchQuestion question) {
    int deep = Math.max(limit, setting.candidates()) + question.ownChunks();
    SearchRequest request = setting.ask(question, Math.min(SearchRequest.MOST, deep));
    return of(
        answers(question, snapshot.rank(request.exactly())),
        answers(question, snapshot.rank(request)));
  }

  private List<RankedChunk> answers(BenchQuestion question, List<RankedChunk> ranked) {
    return ranked.stream()
        .filter(chunk -> !question.isOwn(chunk.documentId()))
        .limit(limit)
        .toList();
  }

  /** The share of exact answers that were found; 1 when there are none. */
  static double of(List<RankedChunk> exact, List<RankedChunk> found) {
    if (exact.isEmpty()) {
      return 1;
    }
    Set<Name> wanted = new HashSet<>();
    exact.forEach(chunk -> wanted.add(new Name(chunk.documentId(), chunk.ordinal())));
    double last = exact.getLast().score();
    long good =
        found.stream()
            .filter(
                chunk ->
                    chunk.score() >= last
                        || wanted.contains(new Name(chunk.documentId(), chunk.ordinal())))
            .count();
    return Math.min(1, good / (double) exact.size());
  }

  private record Name(String document, int ordinal) {}
}
