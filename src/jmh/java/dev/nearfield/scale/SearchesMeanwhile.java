package dev.nearfield.scale;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.scale.Searching.Speed;
import dev.nearfield.search.SearchRequest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One thread that searches a store while others write it; each search sees all that is written. */
final class SearchesMeanwhile implements AutoCloseable {
  private final VectorStore store;
  private final List<SearchRequest> requests;
  private final int candidates;
  private final CompletableFuture<Speed> running;
  private volatile boolean stopped;

  SearchesMeanwhile(VectorStore store, List<Question> questions, int candidates) {
    this.store = store;
    this.requests =
        questions.stream()
            .map(
                question ->
                    SearchRequest.vector(question.vector())
                        .candidates(candidates)
                        .limit(Searching.HITS))
            .toList();
    this.candidates = candidates;
    this.running = CompletableFuture.supplyAsync(this::run, task -> new Thread(task).start());
  }

  private Speed run() {
    long[] nanos = new long[1 << 20];
    int count = 0;
    long start = System.nanoTime();
    while (!stopped && count < nanos.length) {
      long before = System.nanoTime();
      try (Snapshot snapshot = store.snapshot()) {
        snapshot.rank(requests.get(count % requests.size()));
      }
      nanos[count++] = System.nanoTime() - before;
    }
    double perSecond = count / Building.secondsSince(start);
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new Speed(
        candidates,
        0,
        sorted[count / 2] / 1e6,
        sorted[count * 99 / 100] / 1e6,
        perSecond,
        perSecond,
        perSecond);
  }

  Speed stop() {
    stopped = true;
    return running.join();
  }

  @Override
  public void close() {
    stop();
  }
}
