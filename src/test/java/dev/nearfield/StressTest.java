package dev.nearfield;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nearfield.embed.HashingEmbedder;
import dev.nearfield.filter.Filters;
import dev.nearfield.filter.Key;
import dev.nearfield.model.Metadata;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.search.SearchMode;
import dev.nearfield.search.SearchRequest;
import dev.nearfield.store.Backup;
import dev.nearfield.store.Backups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads do everything at once. Each writes documents of its own, counted up in their
 * metadata, and looks whether a search that begins after a write sees it; some look at the whole.
 */
final class StressTest {
  private static final int DOCUMENTS = 6;

  /** Without a single step by any thread, on however busy a machine. */
  private static final long MOST_SECONDS = 300;

  private final HashingEmbedder embedder = new HashingEmbedder(16);
  private final Map<String, Integer> versions = new ConcurrentHashMap<>();
  private final AtomicLong steps = new AtomicLong();

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void name() {
    folder = root.resolve("c");
  }

  @Test
  void whatWasWrittenIsSeenAndNothingLeaks(TestReporter reporter) throws Exception {
    stress(6, 60, reporter);
  }

  @Test
  @Tag("long")
  void whatWasWrittenIsSeenAndNothingLeaksForLong(TestReporter reporter) throws Exception {
    stress(12, 1_500, reporter);
  }

  private void stress(int writers, int rounds, TestReporter reporter) throws Exception {
    try (VectorStore store = VectorStore.open(folder, embedder)) {
      List<Work> works = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        works.add(() -> write(store, writer, rounds));
      }
      works.add(() -> commit(store, rounds));
      works.add(() -> backUp(store, Math.max(3, rounds / 20)));
      works.add(() -> look(store, rounds));
      together(works);
      assertHolds(store);
    }
    assertEquals(List.of(), openFiles());
    try (VectorStore again = VectorStore.open(folder, embedder)) {
      assertHolds(again);
    }
    for (Backup backup : Backups.in(root.resolve("backups")).list()) {
      Backups.restore(backup.path(), root.resolve("restored-" + backup.taken().toEpochMilli()));
    }
    assertEquals(List.of(), openFiles());
    reporter.publishEntry("writes that were searched for", Integer.toString(writers * rounds));
    reporter.publishEntry("snapshots", Integer.toString(rounds));
  }

  @Test
  void closingAmidEverythingLeaksNothing() throws Exception {
    VectorStore store = VectorStore.open(folder, embedder);
    CountDownLatch begun = new CountDownLatch(4);
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int writer = i;
      works.add(() -> writeUntilClosed(store, writer, begun));
    }
    works.add(
        () -> {
          begun.await();
          store.close();
        });
    together(works);
    assertEquals(List.of(), openFiles());
    VectorStore.open(folder, embedder).close();
    assertEquals(List.of(), openFiles());
  }

  private void writeUntilClosed(VectorStore store, int writer, CountDownLatch begun) {
    try {
      for (int round = 0; ; round++) {
        writeOnce(store, "w" + writer + "-" + round % DOCUMENTS, round);
        if (round == 10) {
          begun.countDown();
        }
      }
    } catch (StoreClosedException e) {
      return; // the only failure there may be
    }
  }

  private void write(VectorStore store, int writer, int rounds) {
    Random random = new Random(writer);
    for (int round = 1; round <= rounds; round++) {
      String id = "w" + writer + "-" + random.nextInt(DOCUMENTS);
      if (random.nextInt(8) == 0) {
        store.delete(id);
        versions.remove(id);
        assertTrue(store.get(id).isEmpty(), id);
      } else if (random.nextInt(4) == 0 && versions.containsKey(id)) {
        assertTrue(store.update(id, Metadata.of("version", round)));
        versions.put(id, round);
      } else {
        writeOnce(store, id, round);
        versions.put(id, round);
      }
      assertSeen(store, id);
    }
  }

  private void writeOnce(VectorStore store, String id, int version) {
    steps.incrementAndGet();
    Metadata metadata = Metadata.of("version", version);
    store.add(SourceDocument.of(id, "words of round " + version % 5, metadata));
  }

  private void assertSeen(VectorStore store, String id) {
    steps.incrementAndGet();
    Integer version = versions.get(id);
    for (SearchMode mode : SearchMode.values()) {
      SearchRequest ask = SearchRequest.of(mode, "words of round").where(Filters.eq(Key.ID, id));
      List<Long> found =
          store.search(ask).stream()
              .map(hit -> hit.metadata().number("version").orElseThrow())
              .toList();
      assertEquals(version == null ? List.of() : List.of((long) version), found, mode + " " + id);
    }
  }

  private void commit(VectorStore store, int rounds) {
    for (int round = 0; round < rounds / 3; round++) {
      steps.incrementAndGet();
      store.add(SourceDocument.of("committer", "a commit", Metadata.of("version", round)));
      store.commit();
    }
  }

  /** Takes backups now through the store and now beside it. */
  private void backUp(VectorStore store, int rounds) {
    Path backups = root.resolve("backups");
    for (int round = 0; round < rounds; round++) {
      String id = "backup-" + round;
      store.add(SourceDocument.of(id, "a backup", Metadata.of("version", round)));
      Path path;
      if (round % 2 == 0) {
        path = store.backup(backups).backup().path();
      } else {
        store.commit();
        path = Backups.in(backups).take(folder).backup().path();
      }
      try (Snapshot backup = Snapshot.open(path)) {
        assertTrue(backup.get(id).isPresent(), id);
      }
      Backups.in(backups).keep(3);
    }
  }

  /** A snapshot agrees with itself, whatever happens beside it. */
  private void look(VectorStore store, int rounds) {
    for (int round = 0; round < rounds; round++) {
      steps.incrementAndGet();
      try (Snapshot now = store.snapshot()) {
        int count = now.count();
        assertEquals(count, now.list(null, 10_000).size());
        assertEquals(count, now.chunkCount());
        assertEquals(
            count,
            now.values(Key.metadata("version")).values().stream()
                .mapToInt(Integer::intValue)
                .sum());
      }
    }
  }

  private void assertHolds(VectorStore store) {
    Map<String, Integer> held = new ConcurrentHashMap<>();
    try (Snapshot now = store.snapshot()) {
      for (SourceDocument document : now.list(null, 10_000)) {
        if (document.id().startsWith("w")) {
          held.put(document.id(), document.metadata().number("version").orElseThrow().intValue());
        }
      }
    }
    assertEquals(versions, held);
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  /** Runs all at once; a deadlock ends in a list of what every thread does. */
  private void together(List<Work> works) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Work work : works) {
        running.add(
            threads.submit(
                () -> {
                  work.run();
                  return null;
                }));
      }
      for (Future<?> future : running) {
        awaitWhileStepsAreMade(future);
      }
    } catch (TimeoutException e) {
      StringBuilder dump = new StringBuilder("no step for " + MOST_SECONDS + " s:\n");
      Thread.getAllStackTraces()
          .forEach(
              (thread, stack) -> {
                dump.append(thread).append('\n');
                Stream.of(stack).forEach(at -> dump.append("  at ").append(at).append('\n'));
              });
      fail(dump.toString(), e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }

  private void awaitWhileStepsAreMade(Future<?> future) throws Exception {
    while (true) {
      long before = steps.get();
      try {
        future.get(MOST_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        if (steps.get() == before) {
          throw e;
        }
      }
    }
  }

  /** The files below the test's folder that this process has open or mapped; none elsewhere. */
  private List<String> openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return List.of();
    }
    List<String> open = new ArrayList<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path descriptor : all.toList()) {
        try {
          open.add(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
          continue; // closed since it was listed
        }
      }
    }
    try (Stream<String> mapped = Files.lines(Path.of("/proc/self/maps"))) {
      mapped.forEach(open::add);
    }
    return open.stream().filter(file -> file.contains(root.toString())).sorted().toList();
  }
}
