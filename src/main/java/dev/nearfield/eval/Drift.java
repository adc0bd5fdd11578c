package dev.nearfield.eval;

import dev.nearfield.Snapshot;
import dev.nearfield.model.DocumentSummary;
import dev.nearfield.model.EmbeddedChunk;
import dev.nearfield.model.Embedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether newer documents are unlike the older ones, by their embeddings: a new subject, a new
 * language, a reader that went wrong. A document stands for the mean direction of its chunks; of
 * either side at most {@value #MOST} are drawn by lot.
 *
 * <p>Two things are looked at: how far apart the centroids of both sides are, and how near a
 * document's nearest older neighbour is, for newer documents less than for older ones. A
 * permutation test tells by how many of {@value #PERMUTATIONS} random cuts into old and new the
 * second figure is reached. It alarms when that is rare ({@code p} at most {@value #RARE}) and the
 * difference is also large enough to matter ({@value #LARGE}), because of many documents the
 * smallest difference is rare.
 *
 * {@snippet class="dev.nearfield.examples.AuditExamplesTest" region="drift"}
 *
 * @param since documents of this time or later are the newer ones
 * @param older how many older documents were compared
 * @param newer how many newer ones
 * @param centroidShift 1 less the cosine between the centroids, 0 to 2
 * @param nearestWithin the mean cosine of an older document to the nearest other older one
 * @param nearestAcross the mean cosine of a newer document to the nearest older one
 * @param p the share of random cuts with at least this difference of the two
 */
public record Drift(
    Instant since,
    int older,
    int newer,
    double centroidShift,
    double nearestWithin,
    double nearestAcross,
    double p) {
  /** The most documents of a side. */
  public static final int MOST = 500;

  /** The fewest documents of a side that say anything. */
  public static final int FEWEST = 10;

  /** The difference of nearest cosines from which on it matters. */
  public static final double LARGE = 0.05;

  /** The share of random cuts up to which a difference is rare. */
  public static final double RARE = 0.002;

  private static final int PERMUTATIONS = 999;
  private static final int PAGE = 1_000;
  private static final long SEED = 42;

  /** Whether newer documents are unlike the older ones. */
  public boolean alarms() {
    return nearestWithin - nearestAcross >= LARGE && p <= RARE;
  }

  /**
   * Compares the documents of a collection; reads the times of all, and the embeddings of those
   * that are drawn. Documents without a time are left out.
   *
   * @param since what divides older from newer, by the time of the last change
   * @return null when either side has fewer than {@value #FEWEST} documents
   */
  public static @Nullable Drift of(Snapshot snapshot, Instant since) {
    Random lot = new Random(SEED);
    Drawn older = new Drawn(lot);
    Drawn newer = new Drawn(lot);
    List<DocumentSummary> page = snapshot.summaries(null, PAGE);
    while (!page.isEmpty()) {
      for (DocumentSummary document : page) {
        Instant time = document.updated() == null ? document.created() : document.updated();
        if (time != null && document.chunks() > 0) {
          (time.isBefore(since) ? older : newer).offer(document.id());
        }
      }
      page = snapshot.summaries(page.getLast().id(), PAGE);
    }
    return older.ids.size() < FEWEST || newer.ids.size() < FEWEST
        ? null
        : of(since, older.directions(snapshot), newer.directions(snapshot));
  }

  /** Documents drawn by lot, each with the same chance. */
  private static final class Drawn {
    private final List<String> ids = new ArrayList<>();
    private final Random lot;
    private int offered;

    Drawn(Random lot) {
      this.lot = lot;
    }

    void offer(String id) {
      offered++;
      if (ids.size() < MOST) {
        ids.add(id);
      } else {
        int place = lot.nextInt(offered);
        if (place < MOST) {
          ids.set(place, id);
        }
      }
    }

    List<Embedding> directions(Snapshot snapshot) {
      return ids.stream()
          .flatMap(id -> snapshot.getEmbedded(id).stream())
          .map(document -> mean(document.chunks().stream().map(EmbeddedChunk::embedding).toList()))
          .toList();
    }
  }

  /** Compares embeddings, at least two older ones and one newer. */
  static Drift of(Instant since, List<Embedding> older, List<Embedding> newer) {
    List<Embedding> all = new ArrayList<>(older);
    all.addAll(newer);
    float[][] cosines = cosines(all);
    int[] order = IntStream.range(0, all.size()).toArray();
    double within = within(cosines, order, older.size());
    double across = across(cosines, order, older.size());
    Random lot = new Random(SEED);
    int asLarge = 1;
    for (int i = 0; i < PERMUTATIONS; i++) {
      shuffle(order, lot);
      double difference =
          within(cosines, order, older.size()) - across(cosines, order, older.size());
      asLarge += difference >= within - across ? 1 : 0;
    }
    return new Drift(
        since,
        older.size(),
        newer.size(),
        1 - mean(older).cosine(mean(newer)),
        within,
        across,
        (double) asLarge / (PERMUTATIONS + 1));
  }

  private static float[][] cosines(List<Embedding> all) {
    float[][] cosines = new float[all.size()][all.size()];
    for (int i = 0; i < cosines.length; i++) {
      for (int j = 0; j < i; j++) {
        cosines[i][j] = (float) all.get(i).cosine(all.get(j));
        cosines[j][i] = cosines[i][j];
      }
    }
    return cosines;
  }

  private static double within(float[][] cosines, int[] order, int older) {
    return nearest(cosines, order, 0, older, older);
  }

  private static double across(float[][] cosines, int[] order, int older) {
    return nearest(cosines, order, older, order.length, older);
  }

  /** The mean cosine of some documents to the nearest other one of the older ones. */
  private static double nearest(float[][] cosines, int[] order, int from, int to, int older) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      float most = -1;
      for (int j = 0; j < older; j++) {
        if (i != j) {
          most = Math.max(most, cosines[order[i]][order[j]]);
        }
      }
      sum += most;
    }
    return sum / (to - from);
  }

  private static void shuffle(int[] order, Random lot) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = lot.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }

  /** The mean of the directions; of opposite ones, which have none, the first. */
  private static Embedding mean(List<Embedding> embeddings) {
    float[] sum = new float[embeddings.getFirst().dimension()];
    for (Embedding embedding : embeddings) {
      float[] unit = embedding.normalized().toArray();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += unit[i];
      }
    }
    boolean none = IntStream.range(0, sum.length).allMatch(i -> sum[i] == 0);
    return none ? embeddings.getFirst() : Embedding.of(sum);
  }
}
