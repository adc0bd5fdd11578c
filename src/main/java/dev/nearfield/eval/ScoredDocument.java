package dev.nearfield.eval;

import java.util.Comparator;

/**
 * A document that a system answered with.
 *
 * {@snippet class="dev.nearfield.examples.EvaluationExamplesTest" region="run"}
 *
 * @param documentId which document
 * @param score what the system ranks by, larger is better; finite. Single precision, because
 *     trec_eval 9.0.4 (and pytrec_eval, which BEIR and MTEB use) compares scores in it: what is
 *     equal as a float is a tie.
 */
public record ScoredDocument(String documentId, float score) {

  /**
   * How trec_eval orders an answer: by score, largest first, then by document id, last in the order
   * of its UTF-8 bytes first. The ranks in a run file are not looked at.
   */
  static final Comparator<ScoredDocument> TREC_ORDER =
      Comparator.comparingDouble(ScoredDocument::score)
          .thenComparing(ScoredDocument::documentId, ScoredDocument::compareUtf8)
          .reversed();

  public ScoredDocument {
    if (documentId.isBlank()) {
      throw new IllegalArgumentException("A document's id must not be empty or blank.");
    }
    if (!Float.isFinite(score)) {
      throw new IllegalArgumentException("A score must be a finite number, got " + score + ".");
    }
    score += 0.0f; // -0.0 becomes 0.0, so that the two tie as they do in C
  }

  /** The order of strcmp on UTF-8, which is the order of the code points. */
  private static int compareUtf8(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean onlyOneIsSupplementary = Character.isSurrogate(x) != Character.isSurrogate(y);
        return onlyOneIsSupplementary ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
      }
    }
    return a.length() - b.length();
  }
}
