package dev.nearfield.search;

import dev.nearfield.search.Ranking.Scored;
import dev.nearfield.search.RecallCurve.Point;
import dev.nearfield.store.CollectionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks a view's graph the same questions with more and more effort, and counts how many of the
 * nearest chunks it finds of those that comparing with every vector finds.
 */
final class GraphRecall {
  /** The efforts that are measured, as multiples of the wanted. */
  private static final double[] EFFORTS = {1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};

  /** Beyond, a wanted recall is had by comparing with all. */
  private static final double ENOUGH = 0.995;

  private final Target target;
  private final List<Asked> questions;
  private final List<Ranking> nearest = new ArrayList<>();

  GraphRecall(CollectionView view, List<Asked> questions) throws IOException {
    this.target = Target.of(view, SearchRequest.keyword("none"));
    this.questions = questions;
    for (Asked question : questions) {
      nearest.add(ranked(question, OptionalInt.empty(), RecallCurve.LIMITS.getLast()));
    }
  }

  private Ranking ranked(Asked question, OptionalInt explored, int limit) throws IOException {
    return VectorSide.rank(target, question.vector(), explored, limit + question.ownChunks())
        .ranking()
        .filter(chunk -> !question.isOwn(chunk.doc()));
  }

  /** The curve of a graph, measured as far as walking it pays off. */
  RecallCurve curve(boolean given) throws IOException {
    TreeMap<Integer, List<Point>> points = new TreeMap<>();
    for (int limit : RecallCurve.LIMITS) {
      points.put(limit, points(limit));
    }
    return new RecallCurve(target.view().chunks(), questions.size(), given, points);
  }

  private List<Point> points(int limit) throws IOException {
    List<Point> points = new ArrayList<>();
    for (double effort : EFFORTS) {
      int explored = (int) (effort * limit);
      if (!Effort.paysOff(target.view(), explored)) {
        break;
      }
      double recall = of(explored, limit).lower();
      points.add(new Point(explored, recall));
      if (recall >= ENOUGH) {
        break;
      }
    }
    return points;
  }

  /** The shares of the nearest that are found when the graph is asked for so many. */
  Shares of(int explored, int limit) throws IOException {
    double[] shares = new double[questions.size()];
    for (int i = 0; i < shares.length; i++) {
      Asked question = questions.get(i);
      OptionalInt effort = OptionalInt.of(explored + question.ownChunks());
      shares[i] = share(nearest.get(i).slice(0, limit), ranked(question, effort, limit));
    }
    return new Shares(shares);
  }

  /** A chunk in the place of another of the same score is as good. */
  private static double share(Ranking nearest, Ranking found) {
    if (nearest.size() == 0) {
      return 1;
    }
    Set<Integer> wanted = new HashSet<>();
    nearest.chunks().forEach(chunk -> wanted.add(chunk.doc()));
    double last = nearest.chunks().getLast().score();
    long good =
        found.slice(0, nearest.size()).chunks().stream()
            .filter((Scored chunk) -> chunk.score() >= last || wanted.contains(chunk.doc()))
            .count();
    return good / (double) nearest.size();
  }
}
