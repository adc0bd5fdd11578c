package dev.nearfield.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A measure of retrieval quality, whose name parses and prints: {@code nDCG@10}, {@code P@5},
 * {@code R@100}, {@code MRR@10}, {@code MAP}, {@code MAP@100}, {@code Success@5}, {@code
 * Judged@10}, {@code nDCG(gain=exp)@10}. All give 0 to 1 for a query; {@link Scores} computes them.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="scores"}
 *
 * @param kind what is measured
 * @param cutoff how many documents of each answer are looked at, 1 or more; empty for all of them,
 *     which nDCG, MRR and MAP allow
 */
public record Measure(Kind kind, OptionalInt cutoff) {
  private static final Pattern NAME = Pattern.compile("([^@]*)(?:@(.*))?");
  private static final Pattern CUTOFF = Pattern.compile("[1-9][0-9]{0,8}");

  /** What is measured. A document is relevant when its grade is 1 or more. */
  public enum Kind {
    /**
     * The discounted cumulative gain by the best one that the judgements allow; the gain is the
     * grade, the discount log2(rank + 1) (Järvelin and Kekäläinen 2002, as in trec_eval).
     */
    NDCG("nDCG", false, "ndcg", "ndcg(gain=linear)"),
    /** nDCG with the gain 2^grade - 1 (Burges et al. 2005): another measure with other figures. */
    NDCG_EXP("nDCG(gain=exp)", false, "ndcg(gain=exp)"),
    /** Precision: relevant documents by the cutoff, even when fewer came back. */
    PRECISION("P", true, "p", "precision"),
    /** Recall: relevant documents found by all relevant ones, not capped at the cutoff. */
    RECALL("R", true, "r", "recall"),
    /** Reciprocal rank: 1 by the rank of the first relevant document. */
    MRR("MRR", false, "mrr", "rr"),
    /** Average precision: the precision at each relevant document found, by all relevant ones. */
    MAP("MAP", false, "map", "ap"),
    /** 1 when a relevant document was found, else 0. */
    SUCCESS("Success", true, "success"),
    /** How much of what came back is judged, relevant or not. */
    JUDGED("Judged", true, "judged");

    private final String name;
    private final boolean needsCutoff;
    private final Set<String> spellings;

    Kind(String name, boolean needsCutoff, String... spellings) {
      this.name = name;
      this.needsCutoff = needsCutoff;
      this.spellings = Set.of(spellings);
    }
  }

  public Measure {
    if (cutoff.isPresent() && cutoff.getAsInt() < 1) {
      throw new IllegalArgumentException("A cutoff must be >= 1, got " + cutoff.getAsInt() + ".");
    }
    if (cutoff.isEmpty() && kind.needsCutoff) {
      throw new IllegalArgumentException(
          kind.name + " needs a cutoff, such as " + kind.name + "@10.");
    }
  }

  /** A measure that looks at the first {@code cutoff} documents of each answer. */
  public static Measure of(Kind kind, int cutoff) {
    return new Measure(kind, OptionalInt.of(cutoff));
  }

  /** A measure that looks at the whole of each answer: nDCG, MRR or MAP. */
  public static Measure of(Kind kind) {
    return new Measure(kind, OptionalInt.empty());
  }

  /**
   * The measure of a name, in any case; {@code RR} is read as {@code MRR}, {@code AP} as {@code
   * MAP}, {@code Precision} and {@code Recall} as {@code P} and {@code R}.
   *
   * @throws IllegalArgumentException listing the known names, when this is none of them
   */
  public static Measure parse(String name) {
    Matcher parts = NAME.matcher(name.strip());
    if (!parts.matches()) {
      throw unknown(name);
    }
    String spelling = parts.group(1).toLowerCase(Locale.ROOT);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(k -> k.spellings.contains(spelling))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    String cutoff = parts.group(2);
    if (cutoff == null) {
      return of(kind);
    }
    if (!CUTOFF.matcher(cutoff).matches()) {
      throw new IllegalArgumentException(
          "The cutoff of '"
              + name
              + "' must be a whole number from 1 to 999999999, got '"
              + cutoff
              + "'.");
    }
    return of(kind, Integer.parseInt(cutoff));
  }

  private static IllegalArgumentException unknown(String name) {
    String known =
        Arrays.stream(Kind.values())
            .map(kind -> kind.needsCutoff ? kind.name + "@k" : kind.name + "[@k]")
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "There is no measure '" + name + "'. Known are " + known + ", k being the cutoff.");
  }

  /** The name, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return kind.name + (cutoff.isPresent() ? "@" + cutoff.getAsInt() : "");
  }
}
