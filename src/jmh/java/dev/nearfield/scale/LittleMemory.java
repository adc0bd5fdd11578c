package dev.nearfield.scale;

import dev.nearfield.Snapshot;
import dev.nearfield.StoreOptions;
import dev.nearfield.VectorStore;
import dev.nearfield.bench.Surroundings;
import dev.nearfield.scale.ColdSearches.Seen;
import dev.nearfield.scale.Searching.Speed;
import dev.nearfield.store.VectorEncoding;
import dev.nearfield.store.VectorIndexing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodings when memory is short: searches of a collection that was put out of the page cache, and,
 * where a control group is named, searches under a limit that counts the page cache.
 */
final class LittleMemory {
  private static final int WARM_SIZE = 5_000;
  private static final int STEP = 100;
  private static final int COLD_STEPS = 5;
  private static final int LIMITED_STEPS = 60;
  private static final long MEGA = 1_000_000;

  /** The ends first: their figures matter most. */
  private static final List<VectorEncoding> ORDER =
      List.of(
          VectorEncoding.FULL, VectorEncoding.TINY, VectorEncoding.SMALL, VectorEncoding.COMPACT);

  private final Stock stock;
  private final Path sentences;
  private final Path work;
  private final int size;
  private final int threads;
  private final Searching searching;

  private LittleMemory(Path sentences, Path work, int size, int threads, double seconds) {
    this.stock = Stock.of(sentences);
    this.sentences = sentences;
    this.work = work;
    this.size = size;
    this.threads = threads;
    this.searching = new Searching(stock.questions(), seconds);
  }

  /**
   * An encoding.
   *
   * @param warm searches with all of the memory
   * @param cold searches from an empty page cache on
   * @param limited under each limit in megabytes, the process's own memory included
   */
  record Figures(
      VectorEncoding encoding, Speed warm, Seen cold, long diskBytes, Map<Integer, Seen> limited) {}

  /**
   * Runs the bench: {@code LittleMemory SENTENCES WORK SIZE THREADS SECONDS [GROUP LIMITS]}.
   *
   * @param arguments a collection of sentences; a folder for the collections and the results; how
   *     many documents; threads that add; seconds of each of five rounds; the folder of a control
   *     group without processes; limits in megabytes with commas, the process included
   */
  public static void main(String[] arguments) throws IOException {
    Surroundings now = Surroundings.now("LittleMemory " + String.join(" ", arguments));
    Path work = Path.of(arguments[1]);
    List<Integer> limits =
        arguments.length < 7
            ? List.of()
            : List.of(arguments[6].split(",")).stream().map(Integer::parseInt).toList();
    MemoryGroup group = limits.isEmpty() ? null : new MemoryGroup(Path.of(arguments[5]));
    LittleMemory bench =
        new LittleMemory(
            Path.of(arguments[0]),
            work,
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Double.parseDouble(arguments[4]));
    List<Figures> all = new ArrayList<>();
    for (VectorEncoding encoding : ORDER) {
      Figures figures = bench.measure(encoding);
      for (int limit : limits) {
        if (group != null) {
          figures.limited.put(limit, bench.limited(encoding, figures.warm, group, limit));
        }
      }
      all.add(figures);
      write(work, now, bench.size, all);
    }
  }

  private Figures measure(VectorEncoding encoding) {
    Stages stages = new Stages(work.resolve("little-" + size + "-" + encoding));
    Path folder = folder(encoding, size);
    stages.once("built", Boolean.class, () -> build(encoding));
    Speed warm =
        stages.once(
            "warm",
            Speed.class,
            () -> {
              try (Snapshot snapshot = Snapshot.open(folder)) {
                return searching.atWantedRecall(snapshot);
              }
            });
    Seen cold = stages.once("cold", Seen.class, () -> inProcess(encoding, warm, null, COLD_STEPS));
    long disk;
    try (Snapshot snapshot = Snapshot.open(folder)) {
      disk = snapshot.footprint().totalBytes();
    }
    return new Figures(encoding, warm, cold, disk, new LinkedHashMap<>());
  }

  private Path folder(VectorEncoding encoding, int size) {
    return work.resolve("little-" + size + "-" + encoding + "-collection");
  }

  private boolean build(VectorEncoding encoding) {
    StoreOptions options = StoreOptions.defaults().indexing(VectorIndexing.of(encoding));
    for (int each : new int[] {WARM_SIZE, size}) {
      Path folder = folder(encoding, each);
      Building.build(folder, stock, each, threads, options);
      try (VectorStore store = VectorStore.open(folder, stock.model())) {
        store.optimize();
      }
    }
    return true;
  }

  private Seen limited(VectorEncoding encoding, Speed warm, MemoryGroup group, int limit) {
    return new Stages(work.resolve("little-" + size + "-" + encoding))
        .once(
            "limited-" + limit,
            Seen.class,
            () -> {
              try {
                group.limit(limit * MEGA);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return inProcess(encoding, warm, group, LIMITED_STEPS);
            });
  }

  /**
   * The child has all of Java in memory before it begins, and of the collection nothing; comparing
   * checksums would read all of it.
   */
  private Seen inProcess(
      VectorEncoding encoding, Speed warm, @Nullable MemoryGroup group, int steps) {
    Path folder = folder(encoding, size);
    Child child =
        Child.java(
            List.of("-Xmx128m", "-Dnearfield.checksums.megabytes=0"),
            ColdSearches.class,
            sentences.toString(),
            folder(encoding, WARM_SIZE).toString(),
            folder.toString(),
            String.valueOf(warm.candidates()),
            String.valueOf(STEP),
            String.valueOf(steps));
    try {
      Process process = child.start();
      try {
        if (group != null) {
          group.take(process);
        }
        while (process.getInputStream().read() != '\n') {
          if (!process.isAlive()) {
            throw new IOException("The process of the bench ended before it was ready.");
          }
        }
        PageCache.evict(folder);
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return Child.figures(process, Seen.class);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, Surroundings now, int size, List<Figures> all)
      throws IOException {
    StringBuilder page = new StringBuilder("# Little memory\n\n").append(now.markdown());
    page.append(
        String.format(
            Locale.ROOT,
            "%n%,d documents, recall@10 of at least %.2f, one thread.%n%n| encoding | candidates |"
                + " recall | searches/s in memory |",
            size,
            Searching.WANTED));
    for (int step = 1; step <= COLD_STEPS; step++) {
      page.append(String.format(Locale.ROOT, " cold, to %d |", step * STEP));
    }
    page.append(" resident bytes a vector | of the disk, % |");
    all.getFirst().limited.keySet().forEach(mb -> page.append(" limit " + mb + " MB |"));
    page.append("\n|").append(" --- |".repeat(6 + COLD_STEPS + all.getFirst().limited.size()));
    page.append('\n');
    for (Figures one : all) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.4f | %.0f |",
              one.encoding,
              one.warm.candidates(),
              one.warm.recall(),
              one.warm.perSecond()));
      one.cold.perSecond().forEach(speed -> page.append(String.format(" %.0f |", speed)));
      page.append(
          String.format(
              Locale.ROOT,
              " %.0f | %.0f |",
              one.cold.residentBytes() / (double) size,
              100.0 * one.cold.residentBytes() / one.diskBytes));
      one.limited.values().forEach(seen -> page.append(String.format(" %.0f |", settled(seen))));
      page.append('\n');
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("little-memory.md"), page);
    Stages.write(
        folder.resolve("little-memory.json"),
        Map.of("surroundings", now.markdown().strip(), "encodings", all));
  }

  /** The median of the second half of the steps, when what fits has come in. */
  private static double settled(Seen seen) {
    List<Double> steps = seen.perSecond();
    return Building.median(
        steps.subList(steps.size() / 2, steps.size()).stream().mapToDouble(Double::doubleValue));
  }
}
