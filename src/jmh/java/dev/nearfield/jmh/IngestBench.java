package dev.nearfield.jmh;

import com.sun.management.OperatingSystemMXBean;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.SentenceCollection;
import dev.nearfield.bench.SentenceCollection.Question;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.search.SearchRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fills a new collection with the sentences of another and their embeddings, and tells how long it
 * takes until they are searchable, how much of the exact answer is found then, and what heap is in
 * use on the way. Beyond the sentences that there are, they come again with their vectors moved.
 */
public final class IngestBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final int PARTS = 10;
  private static final int QUESTIONS = 200;
  private static final int LIMIT = 10;

  private IngestBench() {}

  /**
   * Prints a table: {@code IngestBench COLLECTION OUT CHUNKS THREADS}.
   *
   * @param arguments a collection of sentences; a folder that is new or empty, for the collection
   *     to fill; how many chunks; how many threads add them
   */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    Path folder = Path.of(arguments[1]);
    int chunks = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    try (Snapshot source = Snapshot.open(Path.of(arguments[0]));
        VectorStore store = VectorStore.open(folder, source.manifest().model());
        ExecutorService adders = Executors.newFixedThreadPool(threads)) {
      GivenSentences sentences = GivenSentences.of(source, chunks);
      fill(store, adders, threads, sentences, chunks);
      List<Question> questions = SentenceCollection.questions(source).subList(0, QUESTIONS);
      System.out.printf(
          Locale.ROOT, "recall@%d when searchable: %.4f%n", LIMIT, recall(store, questions));
      double before = processor();
      long start = System.nanoTime();
      store.optimize();
      System.out.printf(
          Locale.ROOT,
          "optimize: %.1f s, %.1f s of processors; recall@%d then: %.4f%n",
          (System.nanoTime() - start) / 1e9,
          processor() - before,
          LIMIT,
          recall(store, questions));
    }
  }

  private static void fill(
      VectorStore store, ExecutorService adders, int threads, GivenSentences sentences, int chunks)
      throws InterruptedException, ExecutionException {
    System.out.println("| chunks | chunks/s | processor ms each | heap above start, MB |");
    System.out.println("| --- | --- | --- | --- |");
    double heapBefore = heapMegabytes();
    double seconds = 0;
    double used = 0;
    for (int part = 1; part <= PARTS; part++) {
      int from = (int) ((long) chunks * (part - 1) / PARTS);
      int to = (int) ((long) chunks * part / PARTS);
      double usedBefore = processor();
      long start = System.nanoTime();
      add(store, adders, threads, sentences, from, to);
      if (part == PARTS) {
        store.snapshot().close();
      }
      seconds += (System.nanoTime() - start) / 1e9;
      used += processor() - usedBefore;
      System.out.printf(
          Locale.ROOT,
          "| %d | %.0f | %.3f | %.0f |%n",
          to,
          to / seconds,
          used * 1e3 / to,
          heapMegabytes() - heapBefore);
    }
    try (Snapshot searchable = store.snapshot()) {
      System.out.println(
          "the last row is until searchable, in "
              + searchable.footprint().segments()
              + " segments");
    }
  }

  private static void add(
      VectorStore store,
      ExecutorService adders,
      int threads,
      GivenSentences sentences,
      int from,
      int to)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger(from);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(
          () -> {
            int at = next.getAndIncrement();
            for (; at < to; at = next.getAndIncrement()) {
              store.add(SourceDocument.of("b" + at, sentences.text(at)), sentences.vector(at));
            }
            return at;
          });
    }
    for (Future<Integer> task : adders.invokeAll(tasks)) {
      task.get();
    }
  }

  private static double recall(VectorStore store, List<Question> questions) {
    try (Snapshot snapshot = store.snapshot()) {
      double found = 0;
      for (Question question : questions) {
        SearchRequest request = SearchRequest.vector(question.vector()).limit(LIMIT);
        List<String> exact = ids(snapshot, request.exactly());
        found += ids(snapshot, request).stream().filter(exact::contains).count();
      }
      return found / (LIMIT * questions.size());
    }
  }

  private static List<String> ids(Snapshot snapshot, SearchRequest request) {
    return snapshot.rank(request).stream().limit(LIMIT).map(chunk -> chunk.documentId()).toList();
  }

  private static double processor() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  private static double heapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
