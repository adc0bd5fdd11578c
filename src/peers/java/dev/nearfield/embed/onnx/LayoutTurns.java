package dev.nearfield.embed.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import dev.nearfield.bench.Spread;
import dev.nearfield.embed.ModelCard;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** One layout, its sessions and callers, and what its turns took. */
final class LayoutTurns implements AutoCloseable {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Layout layout;
  private final List<OrtSession> sessions = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Double> perSecond = new ArrayList<>();
  private final List<Double> processorMs = new ArrayList<>();
  private final List<Double> millisOfOne = new ArrayList<>();
  private int equal;
  private double cosine = 1;

  LayoutTurns(Layout layout, ModelCard card) throws IOException, OrtException {
    this.layout = layout;
    OrtEnvironment environment = Natives.onnxRuntime();
    for (int i = 0; i < layout.sessions(); i++) {
      try (var options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(layout.intraOp());
        options.setInterOpNumThreads(1);
        for (Layout.Setting setting : layout.settings()) {
          setting.apply(options);
        }
        sessions.add(new ModelFile(card).open(environment, options));
      }
    }
    for (int i = 0; i < layout.callers(); i++) {
      callers.add(new Caller(environment, sessions.get(i % sessions.size()), layout.feed()));
    }
  }

  /** All callers take texts until none is left. */
  List<float[]> embed(List<long[]> texts) throws InterruptedException, ExecutionException {
    float[][] all = new float[texts.size()][];
    AtomicInteger next = new AtomicInteger();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (Caller caller : callers) {
      tasks.add(
          () -> {
            int done = 0;
            for (int i = next.getAndIncrement(); i < all.length; i = next.getAndIncrement()) {
              all[i] = caller.run(texts.get(i));
              done++;
            }
            return done;
          });
    }
    for (Future<Integer> task : threads.invokeAll(tasks)) {
      task.get();
    }
    return Arrays.asList(all);
  }

  /** Counts equal embeddings, and notes the least like one. */
  void compare(List<float[]> ours, List<float[]> reference) {
    for (int i = 0; i < ours.size(); i++) {
      double dot = 0;
      for (int j = 0; j < ours.get(i).length; j++) {
        dot += (double) ours.get(i)[j] * reference.get(i)[j];
      }
      cosine = Math.min(cosine, dot);
      equal += Arrays.equals(ours.get(i), reference.get(i)) ? 1 : 0;
    }
  }

  void turn(List<long[]> texts) throws InterruptedException, ExecutionException {
    long processor = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    embed(texts);
    perSecond.add(texts.size() / ((System.nanoTime() - start) / 1e9));
    processorMs.add((SYSTEM.getProcessCpuTime() - processor) / 1e6 / texts.size());
  }

  /** The first caller alone. */
  void turnOneByOne(List<long[]> texts) throws OrtException {
    for (long[] ids : texts) {
      long start = System.nanoTime();
      callers.getFirst().run(ids);
      millisOfOne.add((System.nanoTime() - start) / 1e6);
    }
  }

  /** A row; the turns begin anew after it. */
  String row() {
    double[] millis = millisOfOne.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    String row =
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %.2f | %.2f | %d of %d | %.5f |%n",
            layout.name(),
            spread("%.0f (%.0f to %.0f)", perSecond),
            spread("%.2f (%.2f to %.2f)", processorMs),
            millis[millis.length / 10],
            millis[millis.length / 2],
            equal,
            millis.length / perSecond.size(),
            cosine);
    List.of(perSecond, processorMs, millisOfOne).forEach(List::clear);
    equal = 0;
    cosine = 1;
    return row;
  }

  private static String spread(String format, List<Double> values) {
    Spread spread = Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    return String.format(Locale.ROOT, format, spread.median(), spread.least(), spread.most());
  }

  @Override
  public void close() throws OrtException {
    threads.shutdown();
    for (OrtSession session : sessions) {
      session.close();
    }
  }
}
