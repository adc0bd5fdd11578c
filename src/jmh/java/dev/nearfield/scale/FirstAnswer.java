package dev.nearfield.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Opens a collection in a process of its own and asks it once. */
final class FirstAnswer {
  private FirstAnswer() {}

  /** Milliseconds; of the whole process, Java's start too, for {@code process}. */
  record Opened(double openMs, double firstMs, double secondMs, double process) {}

  /**
   * Opens and asks: {@code FirstAnswer snapshot COLLECTION}, or {@code FirstAnswer store COLLECTION
   * MODEL} with the identity of the model as JSON. Prints an {@link Opened} as JSON.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    Opened opened =
        switch (arguments[0]) {
          case "snapshot" -> ofSnapshot(folder);
          case "store" ->
              ofStore(folder, new ObjectMapper().readValue(arguments[2], ModelIdentity.class));
          default ->
              throw new IllegalArgumentException(
                  "'" + arguments[0] + "' is neither snapshot nor store.");
        };
    System.out.println(Stages.json(opened));
  }

  static Opened ofSnapshot(Path folder) {
    long start = System.nanoTime();
    try (Snapshot snapshot = Snapshot.open(folder)) {
      return ask(snapshot, start);
    }
  }

  private static Opened ofStore(Path folder, ModelIdentity model) {
    long start = System.nanoTime();
    try (VectorStore store = VectorStore.open(folder, model);
        Snapshot snapshot = store.snapshot()) {
      return ask(snapshot, start);
    }
  }

  private static Opened ask(Snapshot snapshot, long start) {
    long open = System.nanoTime();
    snapshot.search(request(snapshot, 1));
    long first = System.nanoTime();
    snapshot.search(request(snapshot, 2));
    long second = System.nanoTime();
    return new Opened((open - start) / 1e6, (first - start) / 1e6, (second - first) / 1e6, 0);
  }

  private static SearchRequest request(Snapshot snapshot, long seed) {
    float[] vector = new float[snapshot.manifest().model().dimension()];
    Random lot = new Random(seed);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) lot.nextGaussian();
    }
    return SearchRequest.vector(Embedding.of(vector));
  }

  /** Runs this class in a process of its own, some times. */
  static List<Opened> inProcesses(int times, String... arguments) {
    List<Opened> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Child child = Child.java(List.of("-Xmx512m"), FirstAnswer.class, arguments);
      long start = System.nanoTime();
      Opened one = child.run(Opened.class);
      all.add(new Opened(one.openMs, one.firstMs, one.secondMs, (System.nanoTime() - start) / 1e6));
    }
    return all;
  }

  /** The medians of some openings. */
  static Opened median(List<Opened> all) {
    return new Opened(
        Building.median(all.stream().mapToDouble(Opened::openMs)),
        Building.median(all.stream().mapToDouble(Opened::firstMs)),
        Building.median(all.stream().mapToDouble(Opened::secondMs)),
        Building.median(all.stream().mapToDouble(Opened::process)));
  }
}
