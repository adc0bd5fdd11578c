package dev.nearfield.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Systems compared by one measure over the same queries: each with the baseline, and unless told
 * otherwise each with each. Both tests are corrected for all comparisons made, by Holm's method.
 *
 * <p>One measure, chosen before looking: every further one would be as many comparisons again.
 *
 * {@snippet class="dev.nearfield.examples.ComparisonExamplesTest" region="compare"}
 *
 * @param measure what is compared
 * @param baseline the name of the system that the others are compared with first
 * @param pairs the comparisons: those with the baseline in the order of the systems, then the
 *     others
 */
public record Comparison(Measure measure, String baseline, List<SystemPair> pairs) {

  /** A smaller difference comes from rounding. */
  private static final double EQUAL = 1e-12;

  public Comparison {
    pairs = List.copyOf(pairs);
  }

  /**
   * Compares each system with each.
   *
   * @throws IllegalArgumentException when two systems have one name, none has the baseline's, one
   *     lacks the measure or was scored on other queries, or there are fewer than two queries
   */
  public static Comparison of(List<SystemResult> systems, Measure measure, String baseline) {
    return of(systems, measure, baseline, true);
  }

  /**
   * Compares each system with the baseline alone. Of many systems that is what can be read, and
   * fewer comparisons leave more of them significant.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static Comparison withBaseline(
      List<SystemResult> systems, Measure measure, String baseline) {
    return of(systems, measure, baseline, false);
  }

  private static Comparison of(
      List<SystemResult> systems, Measure measure, String baseline, boolean everyPair) {
    SystemResult reference = find(systems, baseline);
    List<SystemResult> others =
        systems.stream().filter(system -> !system.system().equals(baseline)).toList();
    List<Raw> pairs = new ArrayList<>();
    others.forEach(other -> pairs.add(new Raw(other, reference, measure)));
    for (int i = 0; everyPair && i < others.size(); i++) {
      for (SystemResult earlier : others.subList(0, i)) {
        pairs.add(new Raw(others.get(i), earlier, measure));
      }
    }
    double[] randomisation = Holm.correct(pairs.stream().mapToDouble(Raw::p).toArray());
    double[] student = Holm.correct(pairs.stream().mapToDouble(Raw::studentP).toArray());
    List<SystemPair> corrected = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      corrected.add(pairs.get(i).corrected(randomisation[i], student[i]));
    }
    return new Comparison(measure, baseline, corrected);
  }

  private static SystemResult find(List<SystemResult> systems, String baseline) {
    Set<String> names = new HashSet<>();
    for (SystemResult system : systems) {
      if (!names.add(system.system())) {
        throw new IllegalArgumentException(
            "Two systems are named '" + system.system() + "'. Give each a name of its own.");
      }
    }
    return systems.stream()
        .filter(system -> system.system().equals(baseline))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The baseline '"
                        + baseline
                        + "' is none of the systems. They are: "
                        + String.join(", ", systems.stream().map(SystemResult::system).toList())
                        + "."));
  }

  /** The comparison of a system with the baseline; empty for the baseline itself. */
  public Optional<SystemPair> withBaseline(String system) {
    return pair(system, baseline);
  }

  /** The comparison of two systems, the first less the second; empty when it was not made. */
  public Optional<SystemPair> pair(String first, String second) {
    return pairs.stream()
        .filter(pair -> pair.first().equals(first) && pair.second().equals(second))
        .findFirst()
        .or(
            () ->
                pairs.stream()
                    .filter(pair -> pair.first().equals(second) && pair.second().equals(first))
                    .findFirst()
                    .map(SystemPair::turned));
  }

  /** Two systems before the correction. */
  private record Raw(String first, String second, double[] differences, double p, StudentT test) {
    Raw(SystemResult first, SystemResult second, Measure measure) {
      this(
          first.system(),
          second.system(),
          Significance.differences(
              first.scores().perQuery(measure), second.scores().perQuery(measure)));
    }

    private Raw(String first, String second, double[] differences) {
      this(first, second, differences, Significance.of(differences).p(), StudentT.of(differences));
    }

    double studentP() {
      return test.p();
    }

    SystemPair corrected(double randomisation, double student) {
      int wins = (int) Arrays.stream(differences).filter(d -> d > EQUAL).count();
      int losses = (int) Arrays.stream(differences).filter(d -> d < -EQUAL).count();
      return new SystemPair(
          first,
          second,
          Arrays.stream(differences).sum() / differences.length,
          test.interval(),
          wins,
          differences.length - wins - losses,
          losses,
          new TestResult(p, randomisation),
          new TestResult(test.p(), student));
    }
  }
}
