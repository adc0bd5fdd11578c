package dev.nearfield.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearfield.Snapshot;
import dev.nearfield.bench.SentenceCollection;
import dev.nearfield.bench.Spread;
import dev.nearfield.bench.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.FSDirectory;

/**
 * Nearest vectors by Nearfield and its peers: equal vectors, equal graph settings, questions that
 * are not among the vectors, one thread, searches in turn.
 */
public final class VectorPeers {
  private static final int[] EFFORTS = {20, 40, 60, 80, 120, 160, 320};
  private static final int WARM = 20_000;

  private final float[][] questions;
  private final int[][] truth;
  private final double seconds;
  private final Map<Row, List<Double>> perSecond = new LinkedHashMap<>();
  private final Map<Row, Double> recall = new LinkedHashMap<>();
  private final Map<Peer, Double> built = new LinkedHashMap<>();

  private record Row(Peer peer, int effort) {}

  private VectorPeers(float[][] vectors, float[][] questions, double seconds) {
    this.questions = questions;
    this.truth =
        Arrays.stream(questions).map(q -> Nearest.of(q, vectors, Peer.HITS)).toArray(int[][]::new);
    this.seconds = seconds;
  }

  /**
   * Runs the bench: {@code VectorPeers COLLECTION OUT ROUNDS SECONDS}.
   *
   * @param arguments a collection of sentences; the folder of the results; how often each peer and
   *     effort has its turn; how long a turn is
   */
  public static void main(String[] arguments) throws IOException {
    Surroundings now = Surroundings.now("VectorPeers " + String.join(" ", arguments));
    Path collection = Path.of(arguments[0]);
    float[][] vectors = vectors(collection);
    VectorPeers bench =
        new VectorPeers(vectors, questions(collection), Double.parseDouble(arguments[3]));
    Path work = Files.createTempDirectory("peers");
    try (Peer nearfield = new NearfieldPeer(work.resolve("nearfield"), vectors[0].length);
        Peer lucene = new LucenePeer(work.resolve("lucene"));
        Peer jvector = new JVectorPeer();
        Peer hnswlib = new HnswlibPeer();
        Peer memory = new InMemoryPeer()) {
      List<Peer> peers = List.of(nearfield, lucene, jvector, hnswlib, memory);
      for (Peer peer : peers) {
        bench.build(peer, vectors);
      }
      bench.measure(peers, Integer.parseInt(arguments[2]));
      bench.write(Path.of(arguments[1]), now, vectors.length);
    }
  }

  private static float[][] vectors(Path collection) throws IOException {
    List<float[]> vectors = new ArrayList<>();
    try (var directory = FSDirectory.open(collection);
        var reader = DirectoryReader.open(directory)) {
      for (var leaf : reader.leaves()) {
        FloatVectorValues values = leaf.reader().getFloatVectorValues("vector");
        for (int i = 0; i < values.size(); i++) {
          vectors.add(values.vectorValue(i).clone());
        }
      }
    }
    return vectors.toArray(float[][]::new);
  }

  private static float[][] questions(Path collection) {
    try (Snapshot snapshot = Snapshot.open(collection)) {
      return SentenceCollection.questions(snapshot).stream()
          .map(question -> question.vector().toArray())
          .toArray(float[][]::new);
    }
  }

  private void build(Peer peer, float[][] vectors) throws IOException {
    long start = System.nanoTime();
    peer.build(vectors);
    built.put(peer, (System.nanoTime() - start) / 1e9);
    System.out.printf(Locale.ROOT, "%s: built in %.1f s%n", peer.name(), built.get(peer));
  }

  private void measure(List<Peer> peers, int rounds) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int effort : EFFORTS) {
      for (Peer peer : peers) {
        if (!peer.exact() || effort == EFFORTS[0]) {
          rows.add(new Row(peer, effort));
        }
      }
    }
    for (Row row : rows) {
      recall.put(row, recall(row));
      turn(row, 10 * seconds, WARM);
    }
    for (int round = 0; round < rounds; round++) {
      for (Row row : rows) {
        double speed = turn(row, seconds, Integer.MAX_VALUE);
        perSecond.computeIfAbsent(row, none -> new ArrayList<>()).add(speed);
      }
    }
  }

  private double recall(Row row) throws IOException {
    double sum = 0;
    for (int i = 0; i < questions.length; i++) {
      int[] best = truth[i];
      sum +=
          Arrays.stream(row.peer.search(questions[i], row.effort))
              .filter(found -> Arrays.stream(best).anyMatch(wanted -> wanted == found))
              .count();
    }
    return sum / questions.length / Peer.HITS;
  }

  private double turn(Row row, double seconds, int most) throws IOException {
    long start = System.nanoTime();
    long now = start;
    int count = 0;
    while (now - start < seconds * 1e9 && count < most) {
      row.peer.search(questions[count++ % questions.length], row.effort);
      now = System.nanoTime();
    }
    return count / ((now - start) / 1e9);
  }

  private void write(Path folder, Surroundings now, int vectors) throws IOException {
    StringBuilder table = new StringBuilder("# Nearest vectors beside peers\n\n");
    table.append(now.markdown());
    table.append(
        "\n%,d vectors, %,d questions, one thread, recall@10.\n\n"
            .formatted(vectors, questions.length));
    table.append(
        "| library | settings | built, s | effort | recall@10 | searches/s (least to most) |\n");
    table.append("| --- | --- | --- | --- | --- | --- |\n");
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    now.describe(root);
    root.put("vectors", vectors).put("questions", questions.length);
    var array = root.putArray("results");
    perSecond.forEach(
        (row, speeds) -> {
          Spread speed = spread(speeds);
          double share = recall.getOrDefault(row, 0.0);
          double seconds = built.getOrDefault(row.peer, 0.0);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %s | %.1f | %s | %.4f | %.0f (%.0f to %.0f) |%n",
                  row.peer.name(),
                  row.peer.settings(),
                  seconds,
                  row.peer.exact() ? "–" : row.effort,
                  share,
                  speed.median(),
                  speed.least(),
                  speed.most()));
          array
              .addObject()
              .put("library", row.peer.name())
              .put("settings", row.peer.settings())
              .put("buildSeconds", seconds)
              .put("effort", row.effort)
              .put("recall", share)
              .put("perSecond", speed.median())
              .put("least", speed.least())
              .put("most", speed.most());
        });
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("vector-peers.md"), table);
    Files.writeString(
        folder.resolve("vector-peers.json"),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    System.out.print(table);
  }

  private static Spread spread(List<Double> rounds) {
    return Spread.of(rounds.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
