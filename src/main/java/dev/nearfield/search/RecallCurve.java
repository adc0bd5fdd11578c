package dev.nearfield.search;

import dev.nearfield.model.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many chunks a collection's graph has to be asked for so that a wanted share of the nearest is
 * among them. It was measured on that collection against comparing with every vector, and its
 * manifest keeps it as names and values.
 *
 * {@snippet class="dev.nearfield.examples.RecallExamplesTest" region="calibrate"}
 *
 * @param chunks how many chunks the collection had
 * @param questions how many questions were asked
 * @param given whether they were given; else they were made of chunks of the collection
 * @param points what was found by how many were wanted, the least first
 */
public record RecallCurve(
    int chunks, int questions, boolean given, SortedMap<Integer, List<Point>> points) {

  /** The numbers of wanted chunks that are measured. */
  public static final List<Integer> LIMITS = List.of(10, 100);

  private static final double GROWN = 1.5;
  private static final String CHUNKS = "chunks";
  private static final String QUESTIONS = "questions";
  private static final String GIVEN = "questions-given";
  private static final String AT = "at-";

  /**
   * What the graph finds.
   *
   * @param explored how many chunks it was asked for
   * @param recall the lower end of the one-sided 95 % confidence interval of recall
   */
  public record Point(int explored, double recall) {
    public Point {
      SearchRequest.requireBetween("explored", explored, 1, Integer.MAX_VALUE);
      if (!(recall >= 0 && recall <= 1)) {
        throw new IllegalArgumentException("recall must be between 0 and 1, got " + recall + ".");
      }
    }
  }

  public RecallCurve {
    SearchRequest.requireBetween("chunks", chunks, 0, Integer.MAX_VALUE);
    SearchRequest.requireBetween("questions", questions, 1, Integer.MAX_VALUE);
    TreeMap<Integer, List<Point>> risen = new TreeMap<>();
    for (int limit : LIMITS) {
      risen.put(limit, rising(points.getOrDefault(limit, List.of())));
    }
    if (!LIMITS.containsAll(points.keySet())) {
      throw new IllegalArgumentException(
          "Recall is measured at " + LIMITS + ", got " + points.keySet() + ".");
    }
    points = Collections.unmodifiableSortedMap(risen);
  }

  /** The same points, none of them better than those of more effort. */
  private static List<Point> rising(List<Point> points) {
    List<Point> risen = new ArrayList<>(points);
    for (int i = risen.size() - 2; i >= 0; i--) {
      Point better = risen.get(i + 1);
      if (better.explored() <= risen.get(i).explored()) {
        throw new IllegalArgumentException("The points of a curve must ask for more and more.");
      }
      double recall = Math.min(risen.get(i).recall(), better.recall());
      risen.set(i, new Point(risen.get(i).explored(), recall));
    }
    return List.copyOf(risen);
  }

  /**
   * How many chunks the graph has to be asked for.
   *
   * <p>Between two points of the curve recall is taken to rise with the logarithm of the effort,
   * and between two limits the logarithm of the effort with that of the limit. Both lie below what
   * graphs do. Beyond the last limit the effort grows with the limit.
   *
   * @param recall the wanted share of the nearest, 0 to 1
   * @param limit how many nearest are wanted
   * @return empty when only comparing with every vector is known to find them
   */
  public OptionalInt explored(double recall, int limit) {
    int least = LIMITS.getFirst();
    int most = LIMITS.getLast();
    double few = explored(recall, points.getOrDefault(least, List.of()));
    double many = Math.max(few, explored(recall, points.getOrDefault(most, List.of())));
    double explored;
    if (limit <= least) {
      explored = few;
    } else if (limit >= most || Double.isInfinite(many)) {
      explored = many * limit / most;
    } else {
      double share = Math.log((double) limit / least) / Math.log((double) most / least);
      explored = few * Math.pow(many / few, share);
    }
    return explored < Integer.MAX_VALUE
        ? OptionalInt.of(Math.max(limit, (int) Math.ceil(explored)))
        : OptionalInt.empty();
  }

  private static double explored(double recall, List<Point> points) {
    Point below = null;
    for (Point point : points) {
      if (point.recall() >= recall) {
        return below == null ? point.explored() : between(below, point, recall);
      }
      below = point;
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double between(Point below, Point above, double recall) {
    double share = (recall - below.recall()) / (above.recall() - below.recall());
    return below.explored() * Math.pow((double) above.explored() / below.explored(), share);
  }

  /** Whether a collection of so many chunks has outgrown the curve: it grew by half. */
  public boolean isOutgrown(int chunksNow) {
    return chunksNow >= GROWN * chunks && chunksNow > chunks;
  }

  /** As names and values, which {@link #of} reads back. */
  public Map<String, String> toSettings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put(CHUNKS, Integer.toString(chunks));
    settings.put(QUESTIONS, Integer.toString(questions));
    settings.put(GIVEN, Boolean.toString(given));
    points.forEach(
        (limit, curve) ->
            settings.put(
                AT + limit,
                String.join(
                    " ",
                    curve.stream()
                        .map(point -> point.explored() + ":" + point.recall())
                        .toList())));
    return settings;
  }

  /**
   * The curve of names and values; empty for none.
   *
   * @throws InvalidInputException when they are no curve
   */
  public static Optional<RecallCurve> of(Map<String, String> settings) {
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> left = new TreeMap<>(settings);
    try {
      TreeMap<Integer, List<Point>> points = new TreeMap<>();
      for (int limit : LIMITS) {
        points.put(limit, points(take(left, AT + limit)));
      }
      int chunks = Integer.parseInt(take(left, CHUNKS));
      int questions = Integer.parseInt(take(left, QUESTIONS));
      boolean given = Boolean.parseBoolean(take(left, GIVEN));
      if (!left.isEmpty()) {
        throw new IllegalArgumentException("A curve has no " + left.keySet() + ".");
      }
      return Optional.of(new RecallCurve(chunks, questions, given, points));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "The calibration of the collection cannot be used: "
              + e.getMessage()
              + " Calibrate it again: nearfield calibrate, or VectorStore.calibrate.",
          e);
    }
  }

  private static String take(Map<String, String> left, String name) {
    String value = left.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing.");
    }
    return value;
  }

  private static List<Point> points(String text) {
    List<Point> points = new ArrayList<>();
    for (String point : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      String[] parts = point.split(":", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException("'" + point + "' is no point of a curve.");
      }
      points.add(new Point(Integer.parseInt(parts[0]), Double.parseDouble(parts[1])));
    }
    return points;
  }

  /** In words, such as {@code of 40022 chunks by 1000 given questions; ... 24 for 0.95, ...}. */
  @Override
  public String toString() {
    return "of "
        + chunks
        + " chunks by "
        + questions
        + (given ? " given" : " sampled")
        + " questions; the graph is asked for "
        + words(0.9)
        + ", "
        + words(0.95)
        + ", "
        + words(0.99);
  }

  private String words(double recall) {
    OptionalInt explored = explored(recall, LIMITS.getFirst());
    return (explored.isPresent() ? explored.getAsInt() : "all") + " for " + recall;
  }
}
