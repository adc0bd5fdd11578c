package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManyThreadsTest {
  private static final int THREADS = 6;
  private static final int ROUNDS = 40;

  private final HashingEmbedder embedder = new HashingEmbedder(16);

  @TempDir private Path folder;

  @Test
  void everyThreadSeesWhatItWrote() throws Exception {
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      run(
          thread -> {
            for (int i = 0; i < ROUNDS; i++) {
              String id = "t" + thread + "-" + i % 10;
              store.add(SourceDocument.of(id, "round " + i, Metadata.of("round", i)));
              assertEquals("round " + i, store.get(id).orElseThrow().text());
              assertEquals(
                  1, store.count(Filters.and(Filters.eq(Key.ID, id), Filters.eq("round", i))));
              assertTrue(
                  store
                      .search(SearchRequest.hybrid("round " + i).where(Filters.eq(Key.ID, id)))
                      .stream()
                      .anyMatch(hit -> hit.documentId().equals(id)));
              if (i % 7 == 3) {
                store.delete(id);
                assertTrue(store.get(id).isEmpty());
              }
              if (i % 11 == 5) {
                store.commit();
              }
            }
          });
    }
  }

  @Test
  void updatesOfMetadataDoNotUndoNewText() throws Exception {
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      store.add(SourceDocument.of("a", "text 0"));
      run(
          thread -> {
            for (int i = 1; i <= ROUNDS; i++) {
              if (thread == 0) {
                store.add(SourceDocument.of("a", "text " + i));
                assertEquals("text " + i, store.get("a").orElseThrow().text());
              } else {
                store.update("a", Metadata.of("by", thread));
              }
            }
          });
      assertEquals("text " + ROUNDS, store.get("a").orElseThrow().text());
      assertEquals(1, store.count());
    }
  }

  @Test
  void closingDuringUseGivesOneClearError() throws Exception {
    VectorStore store = VectorStore.open(folder, embedder);
    CountDownLatch started = new CountDownLatch(THREADS);
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        executor.submit(() -> useUntilClosed(store, thread, started, failures));
      }
      started.await();
      store.close();
    }
    assertEquals(THREADS, failures.size());
    failures.forEach(e -> assertEquals(StoreClosedException.class, e.getClass(), e.toString()));
    VectorStore.open(folder, embedder).close();
  }

  private static void useUntilClosed(
      VectorStore store, int thread, CountDownLatch started, Queue<RuntimeException> failures) {
    try {
      for (int i = 0; ; i++) {
        store.add(SourceDocument.of("t" + thread + "-" + i, "words " + i));
        store.search(SearchRequest.hybrid("words").limit(3));
        started.countDown();
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  @FunctionalInterface
  private interface Work {
    void of(int thread) throws Exception;
  }

  private static void run(Work work) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        tasks.add(
            () -> {
              work.of(thread);
              return thread;
            });
      }
      for (Future<Object> done : executor.invokeAll(tasks)) {
        done.get();
      }
    }
  }
}
