package dev.nearfield.embed.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.Embedders;
import dev.nearfield.embed.ModelCard;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the time of a run goes, by ONNX Runtime's own profiler, and the share of the arithmetic
 * peak of a processor. One thread, after another run of the same texts.
 */
public final class NetworkProfile {
  /** Multiplications and additions of int8 a token: six layers of all-MiniLM-L6-v2. */
  private static final double OPERATIONS_A_TOKEN = 6 * 2.0 * (4 * 384 * 384 + 2 * 384 * 1536);

  /** One AVX-512 VNNI instruction a cycle, which multiplies and adds 64 bytes. */
  private static final double OPERATIONS_A_CYCLE = 128;

  private NetworkProfile() {}

  /**
   * Prints two tables and two lines: {@code NetworkProfile BEIR OUT TEXTS}.
   *
   * @param arguments the folder with SciFact and NFCorpus; where profiles may be written; how many
   *     abstracts
   */
  public static void main(String[] arguments) throws IOException, OrtException {
    ModelCard card = ModelCard.named(Embedders.DEFAULT_MODEL);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    int texts = Integer.parseInt(arguments[2]);
    TokenisedTexts sets = TokenisedTexts.of(Path.of(arguments[0]), texts, card);
    double clock = clock();
    profile("abstracts", sets.abstracts(), card, out, clock);
    profile("sentences", sets.sentences(), card, out, clock);
  }

  private static void profile(
      String name, List<long[]> texts, ModelCard card, Path out, double clock)
      throws IOException, OrtException {
    OrtEnvironment environment = Natives.onnxRuntime();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = new ModelFile(card).open(environment, options)) {
        Caller caller = new Caller(environment, session, Layout.Feed.ARRAYS);
        run(caller, texts);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        run(caller, texts);
        double seconds =
            (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        long tokens = texts.stream().mapToLong(ids -> ids.length).sum();
        double operations = OPERATIONS_A_TOKEN * tokens / seconds;
        System.out.printf(
            Locale.ROOT,
            "%n%d %s, %d tokens: %.2f ms of a processor each, %.0f G int8 operations/s,"
                + " %.0f %% of 128 a cycle at %.2f GHz%n%n",
            texts.size(),
            name,
            tokens,
            seconds * 1e3 / texts.size(),
            operations / 1e9,
            100 * operations / (OPERATIONS_A_CYCLE * clock),
            clock / 1e9);
      }
      options.enableProfiling(out.resolve("profile-" + name).toString());
      try (OrtSession session = new ModelFile(card).open(environment, options)) {
        run(new Caller(environment, session, Layout.Feed.ARRAYS), texts);
        printOperators(Path.of(session.endProfiling()), texts.size());
      }
    }
  }

  private static void run(Caller caller, List<long[]> texts) throws OrtException {
    for (long[] ids : texts) {
      caller.run(ids);
    }
  }

  private static void printOperators(Path profile, int texts) throws IOException {
    Map<String, Long> micros = new TreeMap<>();
    Map<String, Integer> nodes = new TreeMap<>();
    for (JsonNode event : new ObjectMapper().readTree(profile.toFile())) {
      if (event.path("name").asText().endsWith("_kernel_time")) {
        String operator = event.path("args").path("op_name").asText();
        micros.merge(operator, event.path("dur").asLong(), Long::sum);
        nodes.merge(operator, 1, Integer::sum);
      }
    }
    double all = micros.values().stream().mapToLong(Long::longValue).sum();
    System.out.println("| operator | nodes | share |\n| --- | --- | --- |");
    micros.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            entry ->
                System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.1f %% |%n",
                    entry.getKey(),
                    nodes.getOrDefault(entry.getKey(), 0) / texts,
                    100 * entry.getValue() / all));
  }

  /**
   * Cycles a second: each step of this chain waits for a multiplication (3) and an exclusive or
   * (1).
   */
  private static double clock() {
    double most = 0;
    long chain = 1;
    for (int turn = 0; turn < 20; turn++) {
      int steps = 20_000_000;
      long start = System.nanoTime();
      for (int i = 0; i < steps; i++) {
        chain = chain * 6364136223846793005L ^ i;
      }
      most = Math.max(most, 4.0 * steps / ((System.nanoTime() - start) / 1e9));
    }
    return chain == 0 ? 0 : most;
  }
}
