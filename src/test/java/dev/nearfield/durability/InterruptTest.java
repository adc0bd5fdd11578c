package dev.nearfield.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads that are interrupted do their work, and take nothing away from others. */
final class InterruptTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 25;

  private final Embedder embedder = Plan.embedder();

  @TempDir private Path folder;

  @AfterEach
  void noInterruptIsLeftOver() {
    Thread.interrupted();
  }

  /** A way of using a store. */
  private interface Use {
    void of(VectorStore store);
  }

  static List<Named<Use>> uses() {
    SourceDocument more = SourceDocument.of("more", "more words", Metadata.of("year", 2020));
    return List.of(
        Named.of("add", store -> store.add(more)),
        Named.of("update", store -> store.update("one", Metadata.of("year", 2021))),
        Named.of("delete", store -> store.delete("two")),
        Named.of("delete by filter", store -> store.delete(Filters.eq("year", 1))),
        Named.of("commit", VectorStore::commit),
        Named.of("optimize", VectorStore::optimize),
        Named.of("count", VectorStore::count),
        Named.of("get", store -> store.get("one")),
        Named.of("keyword", store -> store.search(SearchRequest.keyword("words"))),
        Named.of("vector", store -> store.search(SearchRequest.vector("words"))),
        Named.of("exact", store -> store.search(SearchRequest.vector("words").exactly())),
        Named.of("snapshot", InterruptTest::lookThroughSnapshot));
  }

  private static void lookThroughSnapshot(VectorStore store) {
    try (Snapshot snapshot = store.snapshot()) {
      snapshot.search(SearchRequest.hybrid("words"));
      snapshot.list(null, 10);
      snapshot.chunks("one");
    }
  }

  @ParameterizedTest
  @MethodSource("uses")
  void everyCallOfAnInterruptedThreadWorks(Use use) {
    try (VectorStore store = VectorStore.open(folder, embedder, Plan.OPTIONS)) {
      store.add(SourceDocument.of("one", "first words", Metadata.of("year", 2020)));
      store.add(SourceDocument.of("two", "second words"));
      Thread.currentThread().interrupt();
      use.of(store);
      assertTrue(Thread.interrupted(), "the flag stays");
      store.add(SourceDocument.of("after", "last words"));
      store.commit();
      assertTrue(store.get("after").isPresent());
      assertTrue(store.get("one").isPresent());
    }
  }

  @Test
  void anInterruptedThreadOpensAndCloses() {
    Thread.currentThread().interrupt();
    VectorStore store = VectorStore.open(folder, embedder, Plan.OPTIONS);
    store.add(SourceDocument.of("one", "first words"));
    store.close();
    try (Snapshot snapshot = Snapshot.open(folder, embedder)) {
      assertEquals(1, snapshot.search(SearchRequest.hybrid("words")).size());
    }
    assertTrue(Thread.interrupted());
  }

  /** The last view of segments that were merged away deletes their files. */
  @Test
  void anInterruptedThreadClosesAViewOfWhatIsNoMore() {
    try (VectorStore store = VectorStore.open(folder, embedder, Plan.OPTIONS)) {
      store.add(SourceDocument.of("one", "first words"));
      store.commit();
      store.add(SourceDocument.of("two", "second words"));
      Snapshot before = store.snapshot();
      store.optimize();
      store.search(SearchRequest.keyword("words"));
      Thread.currentThread().interrupt();
      before.close();
      assertTrue(Thread.interrupted());
      store.add(SourceDocument.of("three", "third words"));
      store.commit();
      assertEquals(3, store.count());
    }
  }

  @Test
  void threadsThatAreInterruptedAllTheTimeLoseNothing() throws Exception {
    AtomicBoolean working = new AtomicBoolean(true);
    List<Thread> workers = new ArrayList<>();
    try (VectorStore store = VectorStore.open(folder, embedder, Plan.OPTIONS);
        ExecutorService executor =
            Executors.newFixedThreadPool(
                THREADS,
                work -> {
                  Thread worker = new Thread(work);
                  workers.add(worker);
                  return worker;
                })) {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        counts.add(executor.submit(writing(store, t)));
      }
      Thread interrupter =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (working.get()) {
                      workers.forEach(Thread::interrupt);
                      LockSupport.parkNanos(100_000);
                    }
                  });
      int written = 0;
      for (Future<Integer> count : counts) {
        written += count.get();
      }
      working.set(false);
      interrupter.join();
      assertEquals(written, store.count());
    }
    try (Snapshot snapshot = Snapshot.open(folder, embedder)) {
      assertEquals(THREADS * ROUNDS, snapshot.count());
    }
  }

  private static Callable<Integer> writing(VectorStore store, int thread) {
    return () -> {
      for (int i = 0; i < ROUNDS; i++) {
        String id = "t" + thread + "-" + i;
        store.add(SourceDocument.of(id, "words of " + id));
        assertTrue(store.get(id).isPresent());
        store.search(SearchRequest.hybrid("words").limit(3));
        if (i % 10 == 0) {
          store.commit();
        }
      }
      return ROUNDS;
    };
  }
}
